/** Words of the example awards: written by us, in the language of each country and in English. */

import type { ExampleKey } from '#core/people/index.ts'
import type { CountryCode } from '#platform/config.ts'
import type { Language } from '#platform/languages.ts'
import type { AwardState, Names } from './schema.ts'

type Text = { title: string; description: string; rules: string }
export type ExampleCall = {
  key: string
  country: CountryCode
  language: Language
  editor: ExampleKey
  /** Years after this one. */
  year: number
  state: AwardState
  announced: boolean
  /** Days from today: opens, entries until, judging until, voting until. */
  days: readonly [number, number, number, number]
  texts: Partial<Record<Language, (year: string) => Text>>
  categories: readonly Names[]
  criteria: readonly (readonly [Names, number])[]
  jurors: readonly ExampleKey[]
  /** How many practices of each category. */
  entries: number
}

const inMacedonian = (year: string): Text => ({
  title: `Награда за добра практика ${year}`,
  description:
    'Наградата ги истакнува општинските практики што дале резултат и што друга општина може да ги повтори. Ова е пример со кој се прикажува порталот.',
  rules:
    'Се пријавуваат објавени практики. Секоја практика учествува во една категорија.\n\nЖирито дава поени од 0 до 10 по секој критериум. Првите од секоја категорија одат на јавно гласање.\n\nДобитниците добиваат признание и ознака на страницата на практиката.',
})
const inAlbanian = (year: string): Text => ({
  title: `Çmimi për praktikë të mirë ${year}`,
  description:
    'Çmimi nxjerr në pah praktikat komunale që dhanë rezultat dhe që një komunë tjetër mund t’i përsërisë. Ky është një shembull që tregon portalin.',
  rules:
    'Regjistrohen praktika të publikuara. Çdo praktikë merr pjesë në një kategori.\n\nJuria jep nga 0 deri në 10 pikë për çdo kriter. Të parat e çdo kategorie shkojnë në votimin publik.\n\nFituesit marrin mirënjohje dhe shenjë në faqen e praktikës.',
})
const inEnglish = (year: string): Text => ({
  title: `Best practice award ${year}`,
  description:
    'The award honours practices of municipalities that worked and that another municipality can repeat. This is an example that shows the portal.',
  rules:
    'Published practices may be entered, each in one category.\n\nThe jury gives 0 to 10 points by each criterion. The first of each category go into the public vote.\n\nWinners receive a certificate and a medal on the page of their practice.',
})

const MACEDONIAN = { mk: inMacedonian, sq: inAlbanian, en: inEnglish }
const CATEGORIES: readonly Names[] = [
  { mk: 'Услуги за граѓаните', sq: 'Shërbime për qytetarët', en: 'Services for citizens' },
  { mk: 'Заедница и учество', sq: 'Bashkësia dhe pjesëmarrja', en: 'Community and participation' },
]
const CRITERIA: ExampleCall['criteria'] = [
  [{ mk: 'Резултати', sq: 'Rezultatet', bg: 'Резултати', uk: 'Результати', en: 'Results' }, 40],
  [
    {
      mk: 'Може да се повтори',
      sq: 'Mund të përsëritet',
      bg: 'Може да се повтори',
      uk: 'Можна повторити',
      en: 'Can be repeated',
    },
    30,
  ],
  [{ mk: 'Новина', sq: 'Risia', bg: 'Новост', uk: 'Новизна', en: 'Novelty' }, 15],
  [
    {
      mk: 'Учење од грешките',
      sq: 'Të mësuarit nga gabimet',
      bg: 'Уроци от грешките',
      uk: 'Уроки з помилок',
      en: 'Learning from failure',
    },
    15,
  ],
]
const macedonian = {
  country: 'mk',
  language: 'mk',
  editor: 'editor',
  texts: MACEDONIAN,
  categories: CATEGORIES,
  criteria: CRITERIA,
} as const

export const EXAMPLE_CALLS: readonly ExampleCall[] = [
  {
    ...macedonian,
    key: 'decided',
    year: -1,
    state: 'decided',
    announced: true,
    days: [-330, -300, -270, -250],
    jurors: ['expert', 'councillor', 'foreign-editor'],
    entries: 3,
  },
  {
    ...macedonian,
    key: 'voting',
    year: 0,
    state: 'voting',
    announced: true,
    days: [-80, -50, -8, 13],
    jurors: ['expert', 'councillor', 'foreign-editor'],
    entries: 3,
  },
  {
    ...macedonian,
    key: 'draft',
    year: 1,
    state: 'draft',
    announced: false,
    days: [60, 100, 130, 150],
    jurors: ['expert'],
    entries: 0,
  },
  {
    key: 'judging',
    country: 'bg',
    language: 'bg',
    editor: 'foreign-editor',
    year: 0,
    state: 'judging',
    announced: true,
    days: [-40, -5, 20, 40],
    texts: {
      bg: (year) => ({
        title: `Награда за добра общинска практика ${year}`,
        description:
          'Наградата отличава практики на общини, които са дали резултат и които друга община може да повтори. Това е пример, който показва портала.',
        rules:
          'Участват публикувани практики, всяка в една категория.\n\nЖурито дава от 0 до 10 точки по всеки критерий. Първите от всяка категория отиват на гласуване.',
      }),
      en: (year) => ({ ...inEnglish(year), title: `Good municipal practice award, Bulgaria ${year}` }),
    },
    categories: [
      { bg: 'Услуги за гражданите', en: 'Services for citizens' },
      { bg: 'Общност и участие', en: 'Community and participation' },
    ],
    criteria: CRITERIA,
    jurors: ['expert', 'officer-bg'],
    entries: 3,
  },
  {
    key: 'open',
    country: 'ua',
    language: 'uk',
    editor: 'editor-ua',
    year: 0,
    state: 'open',
    announced: true,
    days: [-10, 25, 55, 75],
    texts: {
      uk: (year) => ({
        title: `Відзнака за кращу практику громади ${year}`,
        description:
          'Відзнака вшановує практики громад, що дали результат і які може повторити інша громада. Це приклад, що показує портал.',
        rules:
          'Подавати можна опубліковані практики, кожну в одній категорії.\n\nЖурі ставить від 0 до 10 балів за кожним критерієм. Перші в кожній категорії виходять на голосування.',
      }),
      en: (year) => ({ ...inEnglish(year), title: `Best community practice award, Ukraine ${year}` }),
    },
    categories: [{ uk: 'Послуги для мешканців', en: 'Services for residents' }],
    criteria: CRITERIA,
    jurors: ['expert'],
    entries: 2,
  },
]

/** Why the example winners won, by place; the public's choice has its own words. */
export const REASONS: Record<'1' | '2' | '3' | 'public', Names> = {
  '1': {
    mk: 'Жирито ја награди затоа што резултатите се измерени пред и потоа, а чекорите се опишани така што секоја општина може да почне утре.',
    sq: 'Juria e shpërbleu sepse rezultatet janë matur para dhe pas, dhe hapat janë përshkruar që çdo komunë të mund të fillojë nesër.',
    en: 'The jury chose it because its results were measured before and after, and any municipality could begin with its steps tomorrow.',
  },
  '2': {
    mk: 'Жирито го пофали отвореното раскажување за тешкотиите и скромниот трошок.',
    sq: 'Juria vlerësoi rrëfimin e hapur për vështirësitë dhe koston e vogël.',
    en: 'The jury praised how openly it tells of its difficulties, and its modest cost.',
  },
  '3': {
    mk: 'Добра соработка на општината со граѓаните, со јасна поделба на работата.',
    sq: 'Bashkëpunim i mirë i komunës me qytetarët, me ndarje të qartë të punës.',
    en: 'Good work of the municipality together with its citizens, with clear roles.',
  },
  public: {
    mk: 'Граѓаните ѝ дадоа најмногу гласови во својата категорија.',
    sq: 'Qytetarët i dhanë më së shumti vota në kategorinë e saj.',
    en: 'Citizens gave it most votes in its category.',
  },
}

export const WEEK_REASON: Names = {
  mk: 'Препорачуваме: чита се за десет минути, а почетокот не бара ниту денар повеќе во буџетот.',
  sq: 'E rekomandojmë: lexohet për dhjetë minuta dhe fillimi nuk kërkon asnjë denar më shumë në buxhet.',
  en: 'We recommend it: ten minutes to read, and beginning costs the budget nothing more.',
}
