/** Organisations of the examples: real municipalities with administrations that say they are examples, and one invented organisation of each other kind. */
import type { OrganisationKind } from '#platform/actor.ts'
import type { CountryCode } from '#platform/config.ts'
import type { Language } from '#platform/languages.ts'

export type ExampleOrganisation = {
  kind: OrganisationKind
  country: CountryCode
  /** Code of the place as in countries/. */
  place: string | null
  language: Language
  name: string
}

const of = (
  country: CountryCode,
  kind: OrganisationKind,
  language: Language,
  name: string,
  place: string | null = null,
): ExampleOrganisation => ({ country, kind, language, name, place })

/** Municipality administrations by country: place and name. */
const administrations = (
  country: CountryCode,
  language: Language,
  list: readonly (readonly [place: string, name: string])[],
) => list.map(([place, name]) => of(country, 'municipality', language, name, place))

export const EXAMPLE_ORGANISATIONS: readonly ExampleOrganisation[] = [
  ...administrations('mk', 'mk', [
    ['MK00101', 'Општина Велес (пример)'],
    ['MK00104', 'Општина Кавадарци (пример)'],
    ['MK00106', 'Општина Неготино (пример)'],
    ['MK00209', 'Општина Пробиштип (пример)'],
    ['MK00304', 'Општина Дебрца (пример)'],
    ['MK00307', 'Општина Кичево (пример)'],
    ['MK00410', 'Општина Струмица (пример)'],
    ['MK00501', 'Општина Битола (пример)'],
    ['MK00502', 'Општина Демир Хисар (пример)'],
    ['MK00606', 'Општина Јегуновце (пример)'],
    ['MK00702', 'Општина Крива Паланка (пример)'],
    ['MK00703', 'Општина Куманово (пример)'],
    ['MK00808', 'Општина Карпош (пример)'],
    ['MK00817', 'Општина Шуто Оризари (пример)'],
  ]),
  ...administrations('mk', 'sq', [
    ['MK00303', 'Komuna e Dibrës (shembull)'],
    ['MK00604', 'Komuna e Gostivarit (shembull)'],
    ['MK00609', 'Komuna e Tetovës (shembull)'],
    ['MK00704', 'Komuna e Likovës (shembull)'],
    ['MK00815', 'Komuna e Çairit (shembull)'],
  ]),
  ...administrations('bg', 'bg', [
    ['DOB28', 'Община Добрич (пример)'],
    ['HKV11', 'Община Ивайловград (пример)'],
    ['HKV34', 'Община Хасково (пример)'],
    ['LOV34', 'Община Троян (пример)'],
    ['RSE27', 'Община Русе (пример)'],
    ['SFO07', 'Община Ботевград (пример)'],
    ['SML31', 'Община Смолян (пример)'],
  ]),
  ...administrations('ua', 'uk', [
    ['UA05100150000050790', 'Тульчинська громада (приклад)'],
    ['UA07060270000021892', 'Любомльська громада (приклад)'],
    ['UA26040350000024417', 'Тлумацька громада (приклад)'],
    ['UA35040030000074104', 'Бобринецька громада (приклад)'],
    ['UA53080390000027656', 'Решетилівська громада (приклад)'],
    ['UA68040090000087566', 'Волочиська громада (приклад)'],
    ['UA71020130000086047', 'Звенигородська громада (приклад)'],
    ['UA73060290000034305', 'Кіцманська громада (приклад)'],
    ['UA74020030000069340', 'Менська громада (приклад)'],
  ]),
  ...administrations('kg', 'ru', [
    ['KG02410000010', 'Мэрия города Каракол (пример)'],
    ['KG02420000010', 'Мэрия города Балыкчы (пример)'],
    ['KG03430000010', 'Мэрия города Майлуу-Суу (пример)'],
    ['KG04400000010', 'Мэрия города Нарын (пример)'],
    ['KG08400000010', 'Мэрия города Токмок (пример)'],
  ]),
  ...administrations('kg', 'ky', [
    ['KG02220820000', 'Төрт-Күл айыл өкмөтү (мисал)'],
    ['KG03220812000', 'Барпы айыл өкмөтү (мисал)'],
    ['KG04220813000', 'Ача-Кайыңды айыл өкмөтү (мисал)'],
    ['KG05214849000', 'Ак-Татыр айыл өкмөтү (мисал)'],
    ['KG06246834000', 'Ылай-Талаа айыл өкмөтү (мисал)'],
    ['KG07220828000', 'Кең-Арал айыл өкмөтү (мисал)'],
  ]),
  of('mk', 'resource_centre', 'mk', 'Ресурсен центар за општините (пример)'),
  of('mk', 'ministry', 'mk', 'Министерство за локална самоуправа (пример)'),
  of('mk', 'agency', 'mk', 'Агенција за развој на општините (пример)'),
  of('mk', 'association', 'mk', 'Заедница на општините (пример)'),
  of('mk', 'donor', 'en', 'Fund for Local Public Services (example)'),
  of('mk', 'ngo', 'mk', 'Здружение „Отворена општина“ (пример)'),
  of('mk', 'ngo', 'en', 'Neighbours for Kumanovo (example)', 'MK00703'),
  of('mk', 'ngo', 'mk', 'Здружение „Соседи“ (пример)', 'MK00817'),
  of('mk', 'expert', 'mk', 'Совети за општини (пример)'),
  of('bg', 'association', 'bg', 'Сдружение на общините (пример)'),
  of('bg', 'ngo', 'bg', 'Фондация „Местна инициатива“ (пример)', 'LOV34'),
  of('ua', 'association', 'uk', 'Асоціація громад (приклад)'),
  of('ua', 'ngo', 'uk', 'Громадська організація «Безбар’єрний простір» (приклад)', 'UA73060290000034305'),
  of('kg', 'agency', 'ky', 'Жергиликтүү өз алдынча башкаруу агенттиги (мисал)'),
  of('kg', 'association', 'ky', 'Муниципалитеттер бирикмеси (мисал)'),
]
