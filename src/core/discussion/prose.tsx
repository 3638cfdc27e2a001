/** The words of a comment as HTML: paragraphs as they were typed, addresses of the web as links that lend nobody their rank. */
import type { Child } from 'hono/jsx'
import type { Language } from '#platform/languages.ts'
import { useLanguage } from '#ui/index.tsx'

const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?()[\]{}«»„“”…])/iu

const linked = (text: string): Child[] =>
  text.split(ADDRESS).map((part, index) =>
    index % 2 === 1 ? (
      <a href={part} rel="nofollow ugc noopener">
        {part}
      </a>
    ) : (
      part
    ),
  )

export const CommentText = ({ text, lang }: { text: string; lang: Language }) => (
  <div class="comment-text" lang={lang === useLanguage() ? undefined : lang}>
    {text.split(/\n{2,}/).map((paragraph) => (
      <p>{linked(paragraph)}</p>
    ))}
  </div>
)
