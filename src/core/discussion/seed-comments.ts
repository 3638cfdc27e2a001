/** What example people say about example practices: in several languages and in every state. Made up, and about nobody real. */
import type { ExampleKey } from '../people/index.ts'
import type { CommentReason, CommentState, Reaction } from './schema.ts'

export type SeedComment = {
  author: ExampleKey
  /** Days before the portal was first started. */
  days: number
  text: string
  /** Default: the author's. */
  language?: 'en' | 'ru'
  state?: CommentState
  /** The section that it is about. */
  about?: string
  reason?: CommentReason
  note?: string
  /** What it said before it was edited. */
  before?: string
  reactions?: readonly (readonly [ExampleKey, Reaction])[]
  reports?: readonly { by: ExampleKey; reason: CommentReason; note?: string }[]
  answers?: readonly SeedComment[]
}

/** By the title of the practice. */
export const EXAMPLE_COMMENTS: Record<string, readonly SeedComment[]> = {
  'Форум за буџетот: жителите избираат каде одат пет проценти од капиталните расходи': [
    {
      author: 'citizen',
      days: 24,
      about: 'practice',
      text: 'Кај нас сличен форум остана празен, бидејќи повеќето дознаа откако помина. Како ги известувавте луѓето, особено постарите што не користат интернет?',
      reactions: [
        ['expert', 'helpful'],
        ['neighbour', 'agree'],
      ],
      answers: [
        {
          author: 'officer',
          days: 23,
          text: 'Со ливче во сметката за вода и преку месните заедници. Најмногу луѓе дојдоа таму каде што некој ги покани лично.\n\nНа интернет одговорија главно помладите, па двата начина се потребни.',
          reactions: [
            ['citizen', 'thanks'],
            ['neighbour', 'helpful'],
            ['expert', 'helpful'],
          ],
        },
        { author: 'neighbour', days: 21, text: 'Благодарам. Наесен ќе пробаме со сметките.' },
      ],
    },
    {
      author: 'expert',
      days: 17,
      about: 'results',
      before: 'Објавете ги и предлозите што отпаднаа.',
      text: 'Предлагам да се објават и предлозите што отпаднаа, со по една реченица зошто. Тогаш и оние што изгубиле гласање доаѓаат следната година.',
      reactions: [
        ['officer', 'thanks'],
        ['mayor', 'agree'],
        ['citizen', 'agree'],
      ],
    },
    {
      author: 'officer-sq',
      days: 9,
      text: 'A kishte përkthim gjatë takimeve? Te ne gjysma e banorëve flasin shqip dhe pa përkthim nuk do të vinin.',
      answers: [
        {
          author: 'officer',
          days: 8,
          text: 'Во две населби имавме преведувач, а гласачките ливчиња беа на двата јазика.',
        },
      ],
    },
    {
      author: 'councillor',
      days: 7,
      state: 'withdrawn',
      text: 'Ова го прашав на погрешно место.',
      answers: [{ author: 'mayor', days: 6, text: 'Прашањето е добро, само е за друг форум. Одговоривме таму.' }],
    },
    {
      author: 'expert',
      days: 4,
      text: 'За сите што сакаат да го повторат: нудиме водење на форуми по повластена цена, јавете се за понуда!',
      reports: [{ by: 'neighbour', reason: 'advertising', note: 'Ова е понуда, а не коментар за практиката.' }],
    },
    {
      author: 'citizen',
      days: 2,
      state: 'refused',
      reason: 'personal_data',
      note: 'Напишете го истото без името и улицата на соседот.',
      text: 'Соседот од третиот влез на нашата улица гласаше двапати, сите знаат кој е.',
    },
    {
      author: 'citizen',
      days: 1,
      state: 'waiting',
      text: 'Дали и младите под 18 години можеа да предлагаат проекти?',
    },
  ],
  'Ngrohje me më pak tym: këshilltarë lagjeje dhe oxhaqe të pastruara': [
    {
      author: 'neighbour',
      days: 12,
      text: 'Колку време му требаше на еден советник да обиколи едно маало? Планираме исто пред следната грејна сезона.',
      answers: [
        {
          author: 'officer-sq',
          days: 11,
          text: 'Rreth tri javë për 200 shtëpi, me vizita pasdite kur njerëzit janë në shtëpi.',
          reactions: [['neighbour', 'thanks']],
        },
      ],
    },
  ],
  'Фонд за квартала: малки пари, които съседите харчат заедно': [
    {
      author: 'foreign-editor',
      days: 15,
      about: 'costs',
      text: 'Полезно е да се добави колко часа труд на служителите отиват за един проект. Парите са малки, но отчетите не са.',
      reactions: [['officer', 'agree']],
      answers: [
        {
          author: 'officer-bg',
          days: 14,
          text: 'Средно по шест часа на проект, най-много за отчета. От тази година отчетът е една страница със снимки.',
          reactions: [['foreign-editor', 'thanks']],
        },
      ],
    },
  ],
  'Один супровід для ветерана: від виписки зі шпиталю до нової роботи': [
    {
      author: 'editor-ua',
      days: 10,
      text: 'Дякуємо за опис. Інші громади питають, чи можна один супровід поділити на дві сусідні громади?',
      answers: [
        {
          author: 'officer-ua',
          days: 9,
          text: 'Можна, якщо є угода про співробітництво. Ми самі так починали, доки не з’явилася друга ставка.',
          reactions: [['editor-ua', 'helpful']],
        },
      ],
    },
  ],
  'Таза суу эсептегич менен: тарифти адегенде эл менен сүйлөштүк': [
    {
      author: 'editor-kg',
      days: 13,
      about: 'obstacles',
      text: 'Эсептегич койбойм деген үйлөр менен кантип сүйлөштүңүздөр?',
      answers: [
        {
          author: 'officer-kg',
          days: 12,
          text: 'Биринчи үч айда эски жана жаңы төлөмдү катар көрсөттүк. Көбү аз төлөй турганын көрүп, өздөрү келди.',
          reactions: [['editor-kg', 'thanks']],
        },
      ],
    },
    {
      author: 'officer-kg',
      days: 5,
      language: 'ru',
      text: 'Если кому-то нужен образец договора с жителями, напишите здесь: приложим к практике.',
    },
  ],
  'Pupils map the dangerous crossings, and the municipality repaints them': [
    {
      author: 'officer-bg',
      days: 6,
      language: 'en',
      text: 'We would like to do this with two schools next spring. How old were the pupils, and who checked their maps?',
      reactions: [['citizen', 'helpful']],
    },
  ],
}
