/** What other parts use of translations: where a text stands against its original, and the languages that a record is read in. */
export { LanguageMenu, lineText, ParagraphMark } from './menu.views.tsx'
export { type LanguageLine, languagesOf } from './queries.ts'
export { type Marks, marksOf, type Source, statusOf, type Words, wovenFrom } from './status.ts'
export { texts as translationTexts } from './texts.ts'
