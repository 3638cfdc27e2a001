/** What reviewers of the example practices said, in the language of the practice. */
import type { Reason } from './schema.ts'

export type SeedNote = { reasons: Reason[]; note: string }

/** By file of the example. */
export const NOTES: Record<string, SeedNote> = {
  'pisma-na-jasen-jazik': {
    reasons: ['results'],
    note: 'Добро и корисно. Во резултатите стои дека уплатите по првата опомена се зголемиле: напишете од колку на колку и во кој период, за да може и други да споредат.',
  },
  'jalgyz-karyga-koshuna-kolu': {
    reasons: ['results', 'other'],
    note: '«Карылардын маанайы алда канча жакшырды» дегенди кантип билдиңиздер? Сурамжылоо болсо, санын жазыңыз; болбосо бул сүйлөмдү алып салыңыз. Калганы даяр.',
  },
  'priemnaya-v-messendzhere': {
    reasons: ['outdated'],
    note: 'Практика завершена: с января 2023 года работает общая система обращений. Оставляем в архиве ради правила трёх дней и пятничной таблицы.',
  },
  'sms-za-prekin-na-voda': {
    reasons: ['outdated'],
    note: 'Од 2022 година известувањата одат преку заедничка апликација. Текстот останува за општини што почнуваат без апликација.',
  },
}
