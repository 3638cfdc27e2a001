/** How practices come out of tables: what the imports of the core ask of this module. */
import type { ImportChoice, Importer } from '#core/imports/index.ts'
import { countryOf } from '#countries/index.ts'
import { type Actor, isAdministrator } from '#platform/actor.ts'
import { COUNTRY_CODES } from '#platform/config.ts'
import { isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import { isReviewer, writesFor } from '../rules.ts'
import { texts as practiceTexts } from '../texts.ts'
import { OWN_TABLES, removeImported, touchedPractices } from './adding.ts'
import { fieldsFor } from './fields.ts'
import { beginReading, sectionNames } from './reading.ts'
import { type ProblemKey, texts } from './texts.ts'

/** Whoever publishes practices of the country, and those who look after the portal. */
export const mayImportPractices = (actor: Actor, country: string): boolean =>
  isReviewer(actor, { country, placeId: null }) || isAdministrator(actor)

/** A well-known place for the example row, by its country's first language. */
const EXAMPLE_PLACE: Record<Language, string> = {
  mk: 'Велес',
  sq: 'Tetovë',
  bg: 'Габрово',
  ru: 'Нарын',
  ky: 'Нарын',
  uk: 'Вінниця',
  en: 'Veles',
}
const EXAMPLE_CURRENCY: Record<Language, string> = {
  mk: 'MKD',
  sq: 'MKD',
  bg: 'EUR',
  ru: 'KGS',
  ky: 'KGS',
  uk: 'UAH',
  en: 'MKD',
}

export const practiceImporter: Importer = {
  name: 'practices',
  kind: 'practice',
  title: (language) => practiceTexts.in(language)('list.title'),
  fields: (language) => fieldsFor(language, { place: EXAMPLE_PLACE[language], currency: EXAMPLE_CURRENCY[language] }),
  choices: choicesFor,
  mayImport: mayImportPractices,
  begin: (work) =>
    beginReading(work, {
      countries: COUNTRY_CODES.filter(
        (code) => mayImportPractices(work.actor, code) && work.config.countries.includes(code),
      ),
    }),
  problem(language, { problem, values = {} }) {
    const said: Record<string, string | number> = { ...values }
    if (isLanguage(values.language)) said.language = LANGUAGE_NAMES[values.language]
    if (typeof values.sections === 'string') said.sections = sectionNames(values.sections, language)
    return texts.in(language)(`problem.${problem}` as ProblemKey, said)
  },
  ownTables: OWN_TABLES,
  touched: touchedPractices,
  removeAll: removeImported,
}

function choicesFor(language: Language, actor: Actor, country: string): ImportChoice[] {
  const t = texts.in(language)
  const say = practiceTexts.in(language)
  const organisation = writesFor(actor)
  const mayPublish = isReviewer(actor, { country, placeId: null })
  const states = mayPublish ? (['draft', 'submitted', 'published', 'file'] as const) : (['draft', 'submitted'] as const)
  return [
    {
      name: 'state',
      label: t('choice.state'),
      hint: t('choice.stateHint'),
      options: states.map((value) => ({
        value,
        label: value === 'file' ? t('choice.state.file') : say(`state.${value}`),
      })),
      standard: 'draft',
    },
    {
      name: 'organisation',
      label: t('choice.organisation'),
      hint: t('choice.organisationHint'),
      options: [
        { value: 'place', label: t('choice.organisation.place') },
        ...(organisation ? [{ value: 'own', label: organisation.name }] : []),
        { value: 'none', label: t('choice.organisation.none') },
      ],
      standard: 'place',
    },
    {
      name: 'language',
      label: t('choice.language'),
      options: [
        { value: 'guess', label: t('choice.language.guess') },
        ...orderedFor(country).map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
      ],
      standard: 'guess',
    },
    {
      name: 'doubtful',
      label: t('choice.doubtful'),
      options: [
        { value: 'refuse', label: t('choice.doubtful.refuse') },
        { value: 'leave', label: t('choice.doubtful.leave') },
      ],
      standard: 'refuse',
    },
    {
      name: 'duplicates',
      label: t('choice.duplicates'),
      hint: t('choice.duplicatesHint'),
      options: [
        { value: 'skip', label: t('choice.duplicates.skip') },
        { value: 'add', label: t('choice.duplicates.add') },
      ],
      standard: 'skip',
    },
  ]
}

const orderedFor = (country: string): Language[] => {
  const { languages } = countryOf(country)
  return [...languages, ...LANGUAGES.filter((language) => !languages.includes(language))]
}
