/** What a reader sees of languages on the page of a record: which there are and what each is, and marks at paragraphs. */
import type { Child } from 'hono/jsx'
import { LANGUAGE_NAMES, type Language } from '#platform/languages.ts'
import { ButtonLink, Tag } from '#ui/index.tsx'
import type { LanguageLine } from './queries.ts'
import type { Marks } from './status.ts'
import { type Said, texts } from './texts.ts'

/** The languages of a text, each with its status; `?text=` chooses one without leaving the language of the page. */
export const LanguageMenu = ({
  language,
  lines,
  current,
}: {
  language: Language
  lines: readonly LanguageLine[]
  current: Language
}) => {
  const t = texts.in(language)
  if (lines.length < 2) return null
  return (
    <nav aria-label={t('menu.title')} data-no-print="">
      <ul class="language-menu">
        {lines.map((line) => (
          <li>
            <LanguageChoice language={line.language} isCurrent={line.language === current} />
            <span class="language-status"> ({lineText(t, line)})</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const LanguageChoice = ({ language, isCurrent }: { language: Language; isCurrent: boolean }) =>
  isCurrent ? (
    <strong lang={language} aria-current="true">
      {LANGUAGE_NAMES[language]}
    </strong>
  ) : (
    <a class="ds-link" href={`?text=${language}`} lang={language} hreflang={language} rel="nofollow">
      {LANGUAGE_NAMES[language]}
    </a>
  )

/** In a few words: "original", "translation", "machine translation; the original has changed". */
export function lineText(t: Said, { by, state }: Pick<LanguageLine, 'by' | 'state'>): string {
  const what = t(`by.${by}`)
  return state === 'current' ? what : `${what}; ${t(`state.${state}`)}`
}

/** Said under a paragraph that is not as its original: outdated, missing or superfluous. */
export const ParagraphMark = ({
  language,
  original,
  id,
  marks,
}: {
  language: Language
  original: Language
  id: string
  marks: Marks
}): Child => {
  const mark = marks[id]
  if (!mark) return null
  const t = texts.in(language)
  return (
    <small class="paragraph-mark" lang={language}>
      {t(`mark.${mark}`)}{' '}
      {mark === 'outdated' && (
        <a class="ds-link" href={`?text=${original}#p-${id}`} hreflang={original} rel="nofollow">
          {t('mark.toOriginal')}
        </a>
      )}
    </small>
  )
}

type WorkLine = LanguageLine | { language: Language; by: null; state: 'missing' }

/** For those who may translate: every language, its status, and the way to the form. */
export const TranslatorsPart = ({
  language,
  recordId,
  lines,
  may,
}: {
  language: Language
  recordId: string
  lines: readonly WorkLine[]
  may: readonly Language[]
}) => {
  const t = texts.in(language)
  return (
    <ul class="plain-list">
      {lines.map((line) => (
        <li class="translation-line">
          <span lang={line.language}>{LANGUAGE_NAMES[line.language]}</span>{' '}
          <Tag color={line.state === 'current' ? 'success' : line.state === 'missing' ? 'neutral' : 'warning'}>
            {line.by === null ? t('state.missing') : lineText(t, line)}
          </Tag>{' '}
          {may.includes(line.language) && (
            <ButtonLink
              href={`/${language}/translations/${recordId}/${line.language}`}
              variant={line.state === 'current' ? 'tertiary' : 'secondary'}
              size="sm"
            >
              {t(line.by === null ? 'part.translate' : line.state === 'current' ? 'part.change' : 'part.update')}
              <span class="ds-sr-only">: {LANGUAGE_NAMES[line.language]}</span>
            </ButtonLink>
          )}
        </li>
      ))}
    </ul>
  )
}
