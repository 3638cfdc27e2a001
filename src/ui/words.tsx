/** Headings and running text. Plain `<p>`, `<ul>` and `<a>` inside a page need no component. */
import { type Child, createContext, useContext } from 'hono/jsx'
import type { Language } from '#platform/languages.ts'

export type Level = 1 | 2 | 3 | 4
/** The level of the next heading: 2 on a page, one more inside each `Section`. So no level is skipped, wherever a card stands. */
const NextLevel = createContext<Level>(2)
export const useLevel = () => useContext(NextLevel)

const SIZES = { 1: 'lg', 2: 'md', 3: 'xs', 4: '2xs' } as const

export type HeadingProps = {
  /** Place in the outline of the page; levels are not skipped. */
  level?: Level
  /** Only how it looks, when that must differ from its level. */
  size?: '2xs' | 'xs' | 'sm' | 'md' | 'lg' | 'xl' | '2xl'
  id?: string
  lang?: Language
  children?: Child
}
export const Heading = ({ level = 2, size = SIZES[level], id, lang, children }: HeadingProps) => {
  const Tag = `h${level}` as 'h1'
  return (
    <Tag class="ds-heading" data-size={size} id={id} lang={lang}>
      {children}
    </Tag>
  )
}

/** The first sentences of a page: what it is and for whom. */
export const Lead = ({ children, lang }: { children?: Child; lang?: Language }) => (
  <p class="lead" lang={lang}>
    {children}
  </p>
)

/** Text of people, paragraphs and lists, at a readable width. */
export const Prose = ({ children, lang }: { children?: Child; lang?: Language }) => (
  <div class="prose" lang={lang}>
    {children}
  </div>
)

/** Small print: dates, sources, who and where. */
export const Meta = ({ children }: { children?: Child }) => <p class="meta">{children}</p>

/** Read aloud, not shown. */
export const Hidden = ({ children }: { children?: Child }) => <span class="ds-sr-only">{children}</span>

/** A part of a page with its heading. */
export type SectionProps = { title: Child; id?: string; level?: Level; children?: Child }
export const Section = ({ title, id, level, children }: SectionProps) => {
  const own = level ?? useLevel()
  return (
    <section class="section" id={id}>
      <Heading level={own}>{title}</Heading>
      <NextLevel.Provider value={Math.min(own + 1, 4) as Level}>{children}</NextLevel.Provider>
    </section>
  )
}

/** Main text and what stands beside it: side by side on a wide screen, one after the other on a phone and on paper. */
export const Columns = ({ children, aside, asideFirst }: { children?: Child; aside: Child; asideFirst?: boolean }) => (
  <div class={asideFirst ? 'columns columns-first' : 'columns'}>
    {asideFirst && <div class="columns-aside">{aside}</div>}
    <div class="columns-main">{children}</div>
    {!asideFirst && <div class="columns-aside">{aside}</div>}
  </div>
)

/** The content of a page, where the skip link leads. Header, `Main` and footer are the three children of `<body>`. */
export const Main = ({ children }: { children?: Child }) => (
  <main class="site-main" id="content" tabindex={-1}>
    {children}
  </main>
)
