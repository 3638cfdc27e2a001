/** Files to download and pictures with their caption. Uploading is a field of a form. */
import type { Child } from 'hono/jsx'
import type { Language } from '#platform/languages.ts'
import { bytesText } from '#platform/texts.ts'
import { useLanguage } from './language.tsx'

export type FileItem = {
  href: string
  name: string
  /** Short name of the type: "PDF". */
  type?: string
  bytes?: number
  lang?: Language
  note?: Child
  action?: Child
}
export const FileList = ({ files }: { files: readonly FileItem[] }) => {
  const language = useLanguage()
  return (
    <ul class="file-list">
      {files.map(({ href, name, type, bytes, lang, note, action }) => (
        <li>
          <div>
            <a href={href} hreflang={lang} lang={lang}>
              {name}
            </a>
            <span class="meta">
              {[type, bytes === undefined ? undefined : bytesText(language, bytes)].filter(Boolean).join(', ')}
              {note && <> · {note}</>}
            </span>
          </div>
          {action}
        </li>
      ))}
    </ul>
  )
}

export type FigureProps = { children?: Child; caption: Child; source?: Child; lang?: Language }
/** A picture, chart or map with its caption and source. */
export const Figure = ({ children, caption, source, lang }: FigureProps) => (
  <figure class="figure" lang={lang}>
    {children}
    <figcaption>
      {caption}
      {source && <span class="meta">{source}</span>}
    </figcaption>
  </figure>
)
