/** A practice on paper: A4, with its facts, its source and a code that leads back to the page. Gets all it writes; asks nothing. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Paragraph } from '#core/records/schema.ts'
import { translationTexts } from '#core/translations/index.ts'
import { countryOf } from '#countries/index.ts'
import { LANGUAGE_NAMES, type Language } from '#platform/languages.ts'
import { dateText, numberText } from '#platform/texts.ts'
import { uiTexts } from '#ui/texts.ts'
import { citationOf, costDateText, costText, countryName, type PracticeTexts, periodText, placeName } from './naming.ts'
import type { PracticeReading } from './reading.ts'
import { SECTIONS } from './schema.ts'
import { confirmedFact, standingText } from './standing/views.tsx'

export type PdfParts = {
  t: PracticeTexts
  practice: PracticeReading
  /** Short address that lasts, for the code and the citation. */
  lastingAddress: string
  now: Date
}

/** Roboto as pdfmake ships it: whole fonts with all letters of our seven languages; those of fontsource are cut by alphabet. */
const FONTS = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts', 'Roboto')

/** Signs that the font lacks, in words. */
const withoutMissingSigns = (text: string, language: Language) =>
  text
    .replaceAll('₴', language === 'en' || language === 'sq' ? 'UAH' : 'грн')
    .replaceAll('→', '–')
    .replaceAll('\u202f', '\u00a0')

let loading: Promise<(definition: TDocumentDefinitions) => Promise<Buffer>> | undefined
/** Loaded by the first who prints: it is large, and most processes start without printing. */
const writer = () => {
  loading ??= import('pdfmake').then(({ default: pdfmake }) => {
    pdfmake.setFonts({
      Roboto: { normal: join(FONTS, 'Roboto-Regular.ttf'), bold: join(FONTS, 'Roboto-Medium.ttf') },
    })
    pdfmake.setUrlAccessPolicy(() => false)
    pdfmake.setLocalAccessPolicy((path) => path.startsWith(FONTS))
    return (definition) => pdfmake.createPdf(definition).getBuffer()
  })
  return loading
}

export const practicePdf = async (parts: PdfParts): Promise<Buffer> => (await writer())(definitionOf(parts))

const INK = '#1b2b34'
const QUIET = '#55636b'
const ACCENT = '#0b5c66'
const TINT = '#eef4f4'

function definitionOf({ t, practice, lastingAddress, now }: PdfParts): TDocumentDefinitions {
  const { text, country } = practice
  const { language } = t
  const { timeZone } = countryOf(country)
  const write = (words: string) => withoutMissingSigns(words, language)
  const place = practice.place && placeName(practice.place, language).text
  const [, ...rest] = SECTIONS
  const said = uiTexts.in(language)
  const saidOfTranslation = translationTexts.in(language)
  const mark = (id: string): Content[] => {
    const state = text.marks[id]
    return state ? [{ text: saidOfTranslation(`mark.${state}`), style: 'quiet' }] : []
  }
  return {
    pageSize: 'A4',
    pageMargins: [56, 64, 56, 64],
    // Only what the document is written in, so that a screen reader speaks it rightly.
    language: text.language,
    info: { title: text.title, subject: t('list.title'), author: t('page.portal'), creationDate: now },
    displayTitle: true,
    defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.35, color: INK },
    styles: {
      title: { fontSize: 21, bold: true, lineHeight: 1.15 },
      lead: { fontSize: 12, lineHeight: 1.4 },
      heading: { fontSize: 13, bold: true, color: ACCENT },
      term: { fontSize: 8.5, color: QUIET },
      quiet: { fontSize: 8.5, color: QUIET },
    },
    header: {
      columns: [
        { text: t('page.portal'), bold: true, color: ACCENT },
        { text: t('list.title'), alignment: 'right' },
      ],
      margin: [56, 30, 56, 0],
      style: 'quiet',
    },
    footer: (page, pages) => ({
      columns: [
        { text: `${lastingAddress} · ${dateText(language, now, 'long', timeZone)}` },
        { text: said('pageOf', { page, pages }), alignment: 'right', width: 'auto' },
      ],
      margin: [56, 24, 56, 0],
      style: 'quiet',
    }),
    content: [
      {
        columns: [
          [
            ...(practice.example
              ? [{ text: said('example').toUpperCase(), style: 'quiet', bold: true, color: '#8a5a00' }]
              : []),
            {
              text: [place, countryName(country, language)].filter(Boolean).join(', '),
              color: QUIET,
              margin: [0, 0, 0, 4],
            },
            { text: write(text.title), style: 'title' },
            ...translationNote(t, practice),
            ...standingNote(t, practice, now),
          ],
          { qr: lastingAddress, fit: 76, foreground: INK, width: 76, margin: [0, 2, 0, 0] },
        ],
        columnGap: 24,
        margin: [0, 0, 0, 14],
      },
      ...paragraphs(text.fields.summary, write, mark, 'lead'),
      facts(t, practice, write),
      ...rest.flatMap((section): Content[] => {
        const written = text.fields[section] ?? []
        if (written.length === 0) return []
        const heading: Content = {
          text: t(`section.${section}`),
          style: 'heading',
          headlineLevel: 1,
          margin: [0, 12, 0, 4],
        }
        return [
          heading,
          ...(section === 'practice' && written.length > 1
            ? [
                {
                  ol: written.map((paragraph) => ({
                    stack: [write(paragraph.text), ...mark(paragraph.id)],
                    margin: [4, 0, 0, 4] as [number, number, number, number],
                  })),
                },
              ]
            : paragraphs(written, write, mark)),
        ]
      }),
      {
        stack: [
          ...(practice.example
            ? [{ text: said('exampleNotice'), bold: true, margin: [0, 0, 0, 4] as [number, number, number, number] }]
            : []),
          { text: [{ text: `${t('page.cite')}: `, bold: true }, write(citationOf(t, practice, lastingAddress))] },
          { text: 'CC BY 4.0 · https://creativecommons.org/licenses/by/4.0/', margin: [0, 4, 0, 0] },
        ],
        style: 'quiet',
        margin: [0, 22, 0, 0],
        unbreakable: true,
      },
    ],
    // A heading never stands alone at the foot of a page.
    pageBreakBefore: (node, nodes) => node.headlineLevel === 1 && nodes.getFollowingNodesOnPage().length === 0,
  }
}

const paragraphs = (
  written: readonly Paragraph[] | undefined,
  write: (words: string) => string,
  mark: (id: string) => Content[],
  style?: string,
): Content[] =>
  (written ?? []).map(({ id, text }) => ({ stack: [{ text: write(text), style }, ...mark(id)], margin: [0, 0, 0, 6] }))

/** Whose words these are, where they are not the original's. */
function translationNote(t: PracticeTexts, { text, original }: PracticeReading): Content[] {
  if (text.by === 'original') return []
  const said = [
    t('page.translated', { original: LANGUAGE_NAMES[original] }),
    text.by === 'machine' && t('page.machine'),
    text.state === 'outdated' && t('page.outdated'),
  ]
  return [{ text: said.filter(Boolean).join(' '), style: 'quiet', margin: [0, 4, 0, 0] }]
}

/** Paper outlives what it says: that its author no longer vouches for it, or says otherwise, stands above the text. */
function standingNote(t: PracticeTexts, practice: PracticeReading, now: Date): Content[] {
  const said = practice.publishedVersion === null ? undefined : standingText(practice, now, t.language)
  return said ? [{ text: said.text, bold: true, margin: [0, 6, 0, 0] }] : []
}

/** The same facts as beside the text of the page, two in a row. */
function facts(t: PracticeTexts, practice: PracticeReading, write: (words: string) => string): Content {
  const { language } = t
  const { cost, organisation, population, publishedAt, original } = practice
  const { timeZone } = countryOf(practice.country)
  const confirmed = confirmedFact(practice, language)
  const items: [term: string, value: string | null | undefined][] = [
    [t('page.organisation'), organisation?.name],
    [confirmed.term, confirmed.value],
    [t('page.innovator'), practice.innovator],
    [t('page.population'), population === null ? undefined : numberText(language, population)],
    [t('page.period'), periodText(t, practice.periodFrom, practice.periodTo)],
    [t('page.cost'), cost && [costText(t, cost), costDateText(t, cost)].filter(Boolean).join(', ')],
    [t('page.topics'), practice.topics.map(({ name }) => name).join(', ')],
    [
      t('page.languages'),
      [
        t('page.originalLanguage', { language: LANGUAGE_NAMES[original] }),
        ...practice.languages.filter((one) => one !== original).map((one) => LANGUAGE_NAMES[one]),
      ].join(', '),
    ],
    [t('page.published'), publishedAt && dateText(language, publishedAt, 'long', timeZone)],
  ]
  const cells = items.flatMap(([term, value]): Content[] =>
    value ? [{ stack: [{ text: term, style: 'term' }, { text: write(value) }] }] : [],
  )
  const rows = Array.from({ length: Math.ceil(cells.length / 2) }, (_, index) => [
    cells[index * 2] ?? '',
    cells[index * 2 + 1] ?? '',
  ])
  return {
    table: { widths: ['*', '*'], body: rows, dontBreakRows: true },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      fillColor: () => TINT,
      paddingLeft: () => 12,
      paddingRight: () => 12,
      paddingTop: (row) => (row === 0 ? 10 : 4),
      paddingBottom: (row) => (row === rows.length - 1 ? 10 : 4),
    },
    margin: [0, 8, 0, 4],
  }
}
