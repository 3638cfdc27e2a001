/** Example chains: municipalities of four countries that took over practices from each other, in their own languages; one of them would not do it again. */
import type { CountryCode } from '#platform/config.ts'
import type { Language } from '#platform/languages.ts'
import type { Recommendation } from './schema.ts'

export type Example = {
  key: string
  /** Title of the example practice that was applied. */
  practice: string
  /** Title of the municipality's own example practice. */
  own?: string
  place: string
  country: CountryCode
  language: Language
  /** Key of the example from which it was learned; without one from the author. */
  from?: string
  startedOn: string
  cost?: { amount: number; currency: string; date: string }
  recommendation: Recommendation
  changes: string
  result: string
  advice: string
}

const LIGHTS = 'Прво регистар, па замена: улично осветлување што може да се измери'
const FORUM = 'Форум за буџетот: жителите избираат каде одат пет проценти од капиталните расходи'
const WATER = 'Таза суу эсептегич менен: тарифти адегенде эл менен сүйлөштүк'

export const EXAMPLES: readonly Example[] = [
  {
    key: 'lights-veles',
    practice: LIGHTS,
    place: 'MK00101',
    country: 'mk',
    language: 'mk',
    startedOn: '2022-09-01',
    cost: { amount: 9_800_000, currency: 'MKD', date: '2023-03-01' },
    recommendation: 'with_changes',
    changes:
      'Пописот не го работевме одеднаш, туку населба по населба, а замената почна во првата додека во втората уште се бројаше.\n\nНаместо таблици на столбовите ставивме налепници, бидејќи таблиците беа поскапи од самиот попис.',
    result:
      'Потрошувачката во трите попишани населби падна за 54 %. Поправка чека четири дена, порано две недели. Налепниците по две зими не се читаат, па сега ги менуваме со таблици.',
    advice: 'Купете таблици од почеток. Договорете кој го ажурира регистарот пред да потпишете со изведувачот.',
  },
  {
    key: 'lights-tetovo',
    practice: LIGHTS,
    place: 'MK00609',
    country: 'mk',
    language: 'sq',
    startedOn: '2023-02-01',
    cost: { amount: 14_200_000, currency: 'MKD', date: '2023-06-01' },
    recommendation: 'yes',
    changes:
      'Formularin për lajmërimin e prishjeve e bëmë në dy gjuhë dhe shtuam numrin e shtyllës në faturën e ujit, që secili të dijë cila llambë është e tija.',
    result:
      'Brenda një viti fatura e ndriçimit ra nga 21 në 11 milionë denarë. Në muaj marrim rreth 90 lajmërime, nga të cilat tetë nga dhjetë riparohen për tre ditë.',
    advice: 'Filloni me regjistrin edhe nëse paratë për llamba ende nuk i keni.',
  },
  {
    key: 'lights-kicevo',
    practice: LIGHTS,
    place: 'MK00307',
    country: 'mk',
    language: 'mk',
    from: 'lights-veles',
    startedOn: '2023-05-01',
    cost: { amount: 1_100_000, currency: 'MKD', date: '2023-05-01' },
    recommendation: 'no',
    changes: 'Пописот го дадовме на надворешна фирма, бидејќи немавме свои луѓе. Екипата за одржување не учествуваше.',
    result:
      'Добивме добар список, но по една година тој беше застарен: екипата не го користеше, зашто не го правеше таа. Замената ја плативме по стариот список и заштедата не може да се измери.',
    advice: 'Без своја екипа што ќе го води регистарот не почнувајте. Ние би почнале од екипата.',
  },
  {
    key: 'lights-ruse',
    practice: LIGHTS,
    place: 'RSE27',
    country: 'bg',
    language: 'bg',
    from: 'lights-veles',
    startedOn: '2023-10-01',
    cost: { amount: 640_000, currency: 'BGN', date: '2023-11-01' },
    recommendation: 'yes',
    changes:
      'Взехме преброяването квартал по квартал от Велес, но с табели вместо стикери, както ни посъветваха. Добавихме измерване на яркостта пред всички училища.',
    result:
      'Преброихме 4 300 осветителя за пет месеца. В двата обновени квартала сметката е с 58 % по-ниска, а сигналите за тъмни улици намаляха от 40 на 12 на месец.',
    advice: 'Поканете за един ден хората, които вече са го правили. Спестихме си най-малко три грешки.',
  },
  {
    key: 'lights-tulchyn',
    practice: LIGHTS,
    place: 'UA05100150000050790',
    country: 'ua',
    language: 'uk',
    from: 'lights-ruse',
    startedOn: '2024-08-01',
    cost: { amount: 1_900_000, currency: 'UAH', date: '2024-09-01' },
    recommendation: 'with_changes',
    changes:
      'Через відключення електроенергії ми спочатку поставили світильники з акумуляторами біля амбулаторій і укриттів, а реєстр вели на папері й переносили в таблицю раз на тиждень.',
    result:
      'Світло є на 26 вулицях навіть під час відключень. Реєстр охоплює сім сіл із дев’яти. Економію порахуємо, коли мине повний рік.',
    advice: 'Починайте з місць, де темрява небезпечна, а вже потім рахуйте заощадження.',
  },
  {
    key: 'lights-tokmok',
    practice: LIGHTS,
    own: 'Светлые улицы по счётчику: как город освободил деньги на новые фонари',
    place: 'KG08400000010',
    country: 'kg',
    language: 'ru',
    startedOn: '2022-03-01',
    cost: { amount: 6_400_000, currency: 'KGS', date: '2022-06-01' },
    recommendation: 'yes',
    changes:
      'Мы начали не с переписи фонарей, а со счётчиков на каждой линии: так сразу видно, где платят за чужой свет.',
    result: 'За первый год счёт за освещение снизился на 38 %, на сэкономленные деньги поставлено 310 новых фонарей.',
    advice: 'Поставьте счётчики до закупки: без них никто не поверит, что сэкономлено именно это.',
  },
  {
    key: 'forum-bitola',
    practice: FORUM,
    place: 'MK00501',
    country: 'mk',
    language: 'mk',
    startedOn: '2022-09-01',
    cost: { amount: 380_000, currency: 'MKD', date: '2022-10-01' },
    recommendation: 'yes',
    changes:
      'Додадовме посебен форум за селата, во читалишта и саботи претпладне. Гласањето трае две недели и може да се гласа и на хартија.',
    result:
      'Дојдоа 640 жители, половината од селата. Од девет избрани проекти осум се завршени; за деветтиот на страницата пишува зошто доцни.',
    advice: 'Кажете им на луѓето веднаш што не може да се плати. Полошо е ако дознаат по гласањето.',
  },
  {
    key: 'forum-dibra',
    practice: FORUM,
    own: 'Këshilli i të rinjve me buxhetin e vet',
    place: 'MK00303',
    country: 'mk',
    language: 'sq',
    startedOn: '2022-03-01',
    recommendation: 'yes',
    changes:
      'Nga forumi morëm mënyrën e votimit dhe ia dhamë të rinjve: ata kanë pjesën e tyre të buxhetit dhe e ndajnë vetë.',
    result:
      'Në tri vjet të rinjtë zgjodhën 14 projekte, nga të cilat 12 janë kryer. Në mbledhje vijnë mesatarisht 60 veta.',
    advice: 'Jepuni të rinjve shumën para se t’i pyesni; pa para pyetja mbetet lojë.',
  },
  {
    key: 'forum-dobrich',
    practice: FORUM,
    place: 'DOB28',
    country: 'bg',
    language: 'bg',
    from: 'forum-bitola',
    startedOn: '2023-03-01',
    cost: { amount: 9_500, currency: 'EUR', date: '2026-01-01' },
    recommendation: 'with_changes',
    changes:
      'Определихме един процент от капиталовите разходи вместо пет и горна граница за един проект, за да стигне и за малките квартали.',
    result:
      'Участваха 410 души. Изпълнени са шест от седемте избрани проекта. Един процент се оказа малко: вторият форум събра по-малко хора.',
    advice: 'По-добре по-рядко и с повече пари, отколкото всяка година с малко.',
  },
  {
    key: 'forum-tlumach',
    practice: FORUM,
    place: 'UA26040350000024417',
    country: 'ua',
    language: 'uk',
    from: 'forum-dobrich',
    startedOn: '2024-02-01',
    cost: { amount: 95_000, currency: 'UAH', date: '2024-03-01' },
    recommendation: 'yes',
    changes:
      'Форуми провели у старостинських округах, бо дорога до центру забирає пів дня. Голоси рахували відкрито, при всіх.',
    result: 'Прийшло 520 людей із дванадцяти сіл. Обрано п’ять проєктів, чотири вже виконано.',
    advice: 'Рахуйте голоси при людях: після цього ніхто не питає, чи все чесно.',
  },
  {
    key: 'water-keng-aral',
    practice: WATER,
    place: 'KG07220828000',
    country: 'kg',
    language: 'ky',
    startedOn: '2023-04-01',
    cost: { amount: 1_350_000, currency: 'KGS', date: '2023-06-01' },
    recommendation: 'yes',
    changes:
      'Тарифти эки жолу сүйлөштүк: адегенде аялдар менен, анан жалпы чогулушта. Эсептегичти карыларга айыл өкмөтү төлөп берди.',
    result:
      'Үйлөрдүн 87 пайызында эсептегич бар. Суу күнүнө он сегиз саат келет, мурда беш саат эле. Төлөм 41 пайыздан 83 пайызга жетти.',
    advice: 'Тарифти жарыялоодон мурун төлөй албагандарга эмне кылаарыңызды чечип алыңыз.',
  },
  {
    key: 'water-likove',
    practice: WATER,
    own: 'Ku humb uji: matje nate dhe ujëmatës në shtatë fshatra',
    place: 'MK00704',
    country: 'mk',
    language: 'sq',
    from: 'water-keng-aral',
    startedOn: '2023-09-01',
    recommendation: 'with_changes',
    changes:
      'Nuk e ndryshuam tarifën në fillim: e lidhëm me matjen e natës, që njerëzit të shohin se sa ujë humb para se të paguajnë më shumë.',
    result: 'Humbja ra nga 61 % në 34 %. Në dy fshatra tarifa u miratua në mbledhje pa asnjë votë kundër.',
    advice: 'Tregoni humbjen në një tabelë në qendër të fshatit. Bind më shumë se çdo fjalim.',
  },
]
