/** Example questions in several languages: answered, answered twice, waiting, long overdue, closed. */
import type { ExampleKey } from '#core/people/index.ts'
import type { Language } from '#platform/languages.ts'

export type Example = {
  /** Title of the example practice that is asked about. */
  about: string
  asker: ExampleKey
  language: Language
  title: string
  question: string
  /** Days before today on which it was asked. */
  daysAgo: number
  closed?: boolean
  answers: readonly { language: Language; text: string; daysAgo: number }[]
}

const LIGHTS = 'Прво регистар, па замена: улично осветлување што може да се измери'
const FORUM = 'Форум за буџетот: жителите избираат каде одат пет проценти од капиталните расходи'
const HEATING = 'Ngrohje me më pak tym: këshilltarë lagjeje dhe oxhaqe të pastruara'
const WATER = 'Таза суу эсептегич менен: тарифти адегенде эл менен сүйлөштүк'

export const EXAMPLES: readonly Example[] = [
  {
    about: LIGHTS,
    asker: 'neighbour',
    language: 'mk',
    title: 'Кој го ажурира регистарот откако изведувачот ќе замине?',
    question:
      'Размислуваме да го направиме истото. Имаме двајца електричари и ниту еден што работи со табели. Кој кај вас го води регистарот секој ден и колку време му зема?',
    daysAgo: 60,
    answers: [
      {
        language: 'mk',
        text: 'Го води диспечерот на јавното претпријатие, околу еден час дневно. Електричарите само го фотографираат столбот со бројот пред и по поправката, а диспечерот го внесува истиот ден.',
        daysAgo: 55,
      },
    ],
  },
  {
    about: LIGHTS,
    asker: 'officer-bg',
    language: 'bg',
    title: 'Как оценявахте гарантираната икономия в поръчката?',
    question:
      'В нашата поръчка участниците обещаваха почти еднаква икономия и накрая реши цената. Каква тежест дадохте на гаранцията и какво става, ако тя не се изпълни?',
    daysAgo: 34,
    answers: [
      {
        language: 'mk',
        text: 'Гарантираната заштеда носеше 40 бода од 100. Во договорот стои дека разликата до ветената заштеда ја плаќа изведувачот, мерено на истите ормани.',
        daysAgo: 29,
      },
      {
        language: 'en',
        text: 'In short, in English: 40 points of 100 for the guarantee, and the contractor pays the difference, measured at the same cabinets before and after.',
        daysAgo: 28,
      },
    ],
  },
  {
    about: FORUM,
    asker: 'citizen',
    language: 'mk',
    title: 'Што се случува со предлозите што не беа избрани?',
    question:
      'Нашата улица предложи тротоар и не помина. Дали таквите предлози се губат или остануваат за следната година?',
    daysAgo: 4,
    answers: [],
  },
  {
    about: FORUM,
    asker: 'officer-ua',
    language: 'uk',
    title: 'Скільки людей готують один форум?',
    question:
      'Ми маленька громада: двоє людей у відділі. Чи можна провести форум такими силами, чи потрібні помічники ззовні?',
    daysAgo: 26,
    answers: [],
  },
  {
    about: HEATING,
    asker: 'officer',
    language: 'mk',
    title: 'Како ги избравте советниците по населби?',
    question: 'Сакаме и ние советници што доаѓаат дома. Како ги најдовте, колку траеше обуката и дали им плаќате?',
    daysAgo: 48,
    closed: true,
    answers: [
      {
        language: 'sq',
        text: 'I zgjodhëm me thirrje publike në çdo lagje, dy veta për lagje. Trajnimi zgjat tri ditë. Paguhen për vizitë, jo me muaj, që të mos rrinë në zyrë.',
        daysAgo: 41,
      },
    ],
  },
  {
    about: WATER,
    asker: 'officer-sq',
    language: 'sq',
    title: 'Kush pagoi për ujëmatësit e atyre që nuk mundnin?',
    question:
      'Te ne një e pesta e shtëpive nuk mund ta paguajë ujëmatësin. A u ndihmuat nga buxheti apo nga ndonjë fond?',
    daysAgo: 20,
    answers: [
      {
        language: 'ky',
        text: 'Карыларга жана көп балалуу үй-бүлөлөргө айыл өкмөтү төлөп берди, бардыгы 64 үй. Калгандары он эки айга бөлүп төлөштү.',
        daysAgo: 12,
      },
    ],
  },
]
