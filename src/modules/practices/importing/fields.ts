/** The fields of a practice as a table may have them, with the headings under which collections of the region keep them. */
import type { ImportField } from '#core/imports/index.ts'
import { LANGUAGE_NAMES, type Language } from '#platform/languages.ts'
import { type PracticeSection, SECTIONS } from '../schema.ts'
import { texts as practiceTexts } from '../texts.ts'
import { texts } from './texts.ts'

export const FIELDS = [
  'title',
  'place',
  'country',
  'language',
  'topics',
  'methods',
  ...SECTIONS,
  'periodFrom',
  'periodTo',
  'costAmount',
  'costCurrency',
  'costDate',
  'innovator',
  'innovatorConsent',
  'organisation',
  'files',
  'id',
  'state',
  'publishedAt',
  'translationOf',
  'translationStatus',
  'example',
] as const
export type Field = (typeof FIELDS)[number]

/** Headings beside the labels of the form in the seven languages; upper and lower case, signs and brackets do not matter. */
const ALIASES: Record<Field, string> = {
  title:
    'Назив|Наслов на практиката|Име|Название|Наименование|Назва|Найменування|Заглавие|Име на практиката|Titulli|Emri|Аталышы|Ат|Name|Headline',
  place:
    'Општина|Место|Локација|Komuna|Bashkia|Vendi|Община|Населено място|Място|Муниципалитет|Место|Айыл аймагы|Айылдык аймак|Громада|Територіальна громада|Місце|Municipality|Community|Location|place_code|Код општина|ЕКАТТЕ|КАТОТТГ',
  country: 'Држава|Земја|Shteti|Vendi|Държава|Страна|Өлкө|Країна|Country|country_code',
  language: 'Јазик|Gjuha|Език|Язык|Тил|Мова|Language|lang',
  topics:
    'Тема|Теми|Област|Категорија|Клучни зборови|Tema|Temat|Fusha|Kategoria|Тема|Теми|Област|Категория|Темы|Раздел|Темалар|Категорія|Теми|Сфера|Topic|Category|Tags|Keywords',
  methods:
    'Методи|Методи и алатки|Metodat|Metodat dhe mjetet|Методи и инструменти|Методы|Методы и инструменты|Ыкмалар|Ыкмалар жана куралдар|Методи та інструменти|Methods|Methods and tools',
  summary:
    'Резиме|Краток опис|Опис|Përmbledhje|Përshkrimi i shkurtër|Резюме|Кратко описание|Краткое описание|Описание|Кыскача|Кыскача мазмуну|Короткий опис|Стислий опис|Анотація|Abstract|Description|Short description',
  background:
    'Состојба пред тоа|Позадина|Проблем|Контекст|Gjendja|Problemi|Konteksti|Предистория|Проблем|Контекст|Предыстория|Проблема|Өбөлгө|Көйгөй|Передумови|Проблема|Context|Problem|Challenge',
  practice:
    'Практика|Активности|Чекори|Решение|Praktika|Hapat|Zgjidhja|Практика|Дейности|Стъпки|Решение|Мероприятия|Шаги|Тажрыба|Чечим|Кадамдар|Практика|Рішення|Заходи|Кроки|Activities|Solution|Steps|Implementation',
  results:
    'Резултати|Ефекти|Rezultatet|Резултати|Ефект|Результаты|Эффект|Натыйжалар|Жыйынтыктар|Результати|Ефект|Outcomes|Impact',
  costs:
    'Трошоци|Финансирање|Буџет|Kostot|Financimi|Разходи|Финансиране|Затраты|Расходы|Финансирование|Чыгымдар|Каржылоо|Витрати|Фінансування|Funding|Budget|Resources',
  partners: 'Партнери|Partnerët|Партньори|Партнёры|Партнеры|Өнөктөштөр|Партнери|Stakeholders',
  legalBasis:
    'Правна основа|Законска основа|Baza ligjore|Правно основание|Правовая основа|Укуктук негиз|Правова основа|Правові підстави|Legal basis|Legislation',
  obstacles:
    'Пречки|Предизвици|Pengesat|Sfidat|Пречки|Трудности|Предизвикателства|Препятствия|Тоскоолдуктар|Кыйынчылыктар|Перешкоди|Труднощі|Challenges|Lessons learned|Lessons',
  replication:
    'Повторување|Пренесување|Përsëritja|Përhapja|Повтаряне|Приложимост|Повторение|Тиражирование|Кайталоо|Повторення|Поширення|Transferability|Replicability',
  contact: 'Контакт|Контакти|Kontakti|Контакт|Контакты|Байланыш|Контакти|E-mail|Email|Telephone|Contact person',
  periodFrom:
    'Почеток|Датум на почеток|Од|Година|Fillimi|Viti|Nga|Начало|Начална дата|От|Дата начала|Год|Башталышы|Жыл|Початок|Дата початку|Рік|Start|Start date|From|Year|Date',
  periodTo:
    'Крај|Датум на крај|До|Fundi|Deri|Край|Крайна дата|До|Окончание|Дата окончания|Аягы|Кінець|Дата завершення|Завершення|End|End date|To|Until',
  costAmount:
    'Износ|Вредност|Вкупен износ|Shuma|Vlera|Сума|Стойност|Сумма|Стоимость|Сумма|Баасы|Сума|Вартість|Amount|Cost|Total cost|Value',
  costCurrency: 'Валута|Valuta|Monedha|Валута|Валюта|Currency',
  costDate: 'Датум на цените|Data e çmimeve|Дата на цените|Дата цен|Баалардын күнү|Дата цін|Prices of',
  innovator:
    'Иноватор|Автор|Inovatori|Autori|Иноватор|Автор на идеята|Автор|Инноватор|Демилгечи|Автор|Ініціатор|Author|Initiator|Idea by',
  innovatorConsent: 'Согласност|Pëlqimi|Съгласие|Согласие|Макулдук|Згода|Consent|innovator_consent_at',
  organisation:
    'Организација|Институција|Organizata|Institucioni|Организация|Институция|Учреждение|Уюм|Мекеме|Організація|Установа|Institution|Organization|Owner',
  files:
    'Датотеки|Прилози|Skedarët|Bashkëngjitjet|Файлове|Приложения|Файлы|Приложения|Файлдар|Файли|Додатки|Attachments|Documents',
  id: 'Шифра|ИД|Број|ID|source_id|record_id|uuid|№|Nr|Идентификатор|Ідентифікатор|Number|Code',
  state: 'Состојба|Статус|Gjendja e publikimit|Statusi|Състояние|Статус|Состояние|Абалы|Стан|Status',
  publishedAt:
    'Објавено|Датум на објавување|Publikuar|Data e publikimit|Публикувано|Дата на публикуване|Опубликовано|Дата публикации|Жарыяланган күнү|Опубліковано|Дата публікації|Published|Publication date|date_published',
  translationOf: 'Превод на|Përkthim i|Превод на|Перевод записи|Котормосу|Переклад запису|Translation of',
  translationStatus:
    'Вид превод|Lloji i përkthimit|Вид превод|Вид перевода|Котормо түрү|Вид перекладу|Translation status',
  example: 'Пример|Shembull|Пример|Мисал|Приклад|Example',
}

const isSection = (field: Field): field is PracticeSection => (SECTIONS as readonly string[]).includes(field)

export function labelOf(field: Field, language: Language): string {
  const t = practiceTexts.in(language)
  if (isSection(field)) return t(`section.${field}`)
  switch (field) {
    case 'title':
      return t('write.title')
    case 'place':
      return t('list.place')
    case 'country':
      return t('page.country')
    case 'language':
      return t('list.language')
    case 'topics':
      return t('page.topics')
    case 'methods':
      return t('page.methods')
    case 'innovator':
      return t('write.innovator')
    case 'files':
      return t('page.files')
    case 'costAmount':
    case 'costCurrency':
    case 'periodFrom':
    case 'periodTo':
      return t(`write.${field}`)
    default:
      return texts.in(language)(`field.${field}`)
  }
}

const HINTED = [
  'title',
  'place',
  'country',
  'language',
  'topics',
  'methods',
  'files',
  'id',
  'state',
  'translationOf',
  'translationStatus',
] as const
function hintOf(field: Field, language: Language): string {
  const t = texts.in(language)
  if (isSection(field)) return t('hint.text')
  if (field === 'periodFrom' || field === 'periodTo' || field === 'costDate' || field === 'publishedAt')
    return t('hint.date')
  if (field === 'costAmount' || field === 'costCurrency') return t('hint.money')
  if (field === 'innovator' || field === 'innovatorConsent') return t('hint.innovator')
  if (field === 'organisation') return t('hint.organisation')
  if (field === 'example') return t('hint.example')
  return HINTED.includes(field as (typeof HINTED)[number]) ? t(`hint.${field as (typeof HINTED)[number]}`) : ''
}

/** The values of the template's one row that say the same in every language; the texts are in texts/. */
const EXAMPLES: Partial<Record<Field, string>> = {
  topics: 'waste',
  periodFrom: '01.03.2024',
  periodTo: '2025',
  costAmount: '250.000',
  id: '1',
}

export function fieldsFor(language: Language, example: { place: string; currency: string }): ImportField[] {
  const t = texts.in(language)
  return FIELDS.map((key) => ({
    key,
    label: labelOf(key, language),
    hint: hintOf(key, language),
    required: key === 'title',
    aliases: [...aliasesOf(key)],
    example:
      key === 'title' || key === 'summary' || key === 'practice'
        ? t(`template.${key}`)
        : key === 'place'
          ? example.place
          : key === 'language'
            ? LANGUAGE_NAMES[language]
            : key === 'costCurrency'
              ? example.currency
              : (EXAMPLES[key] ?? ''),
  }))
}

const known = new Map<Field, ReadonlySet<string>>()
function aliasesOf(field: Field): ReadonlySet<string> {
  let aliases = known.get(field)
  if (!aliases) {
    const labels = Object.keys(LANGUAGE_NAMES).map((language) => labelOf(field, language as Language))
    aliases = new Set([...labels, ...ALIASES[field].split('|')])
    known.set(field, aliases)
  }
  return aliases
}
