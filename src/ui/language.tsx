/** Tells every component which language the page speaks, without passing it through each of them. Chooses no language itself. */
import { type Child, createContext, useContext } from 'hono/jsx'
import { DEFAULT_LANGUAGE, type Language } from '#platform/languages.ts'
import { uiTexts, type Words } from './texts.ts'

const LanguageContext = createContext<Language>(DEFAULT_LANGUAGE)

export const LanguageProvider = ({ language, children }: { language: Language; children?: Child }) => (
  <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>
)

export const useLanguage = (): Language => useContext(LanguageContext)
export const useWords = (): Words => uiTexts.in(useLanguage())
