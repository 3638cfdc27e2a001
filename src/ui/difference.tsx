/** Shows what changed between two versions of a text, readable without colour and aloud. Finds no differences itself. */
import { useWords } from './language.tsx'
import { Hidden } from './words.tsx'

export type DifferencePart = { kind: 'same' | 'added' | 'removed'; text: string }

/** Each item is a paragraph: one part when it stayed, came or went as a whole, several when words in it changed. */
export type DifferenceParagraph = DifferencePart | readonly DifferencePart[]

const isParts = (paragraph: DifferenceParagraph): paragraph is readonly DifferencePart[] => Array.isArray(paragraph)

export const Difference = ({ paragraphs, lang }: { paragraphs: readonly DifferenceParagraph[]; lang?: string }) => {
  const t = useWords()
  const parts = paragraphs.map((paragraph) => (isParts(paragraph) ? paragraph : [paragraph]))
  const changed = parts.flat().some(({ kind }) => kind !== 'same')
  return (
    <div class="difference">
      {!changed && <p class="meta">{t('noDifference')}</p>}
      <div lang={lang}>
        {parts.map((words) => (
          <p data-kind={words.length === 1 ? words[0]?.kind : 'mixed'}>
            {words.map((part) => (
              <Part {...part} />
            ))}
          </p>
        ))}
      </div>
    </div>
  )
}

const Part = ({ kind, text }: DifferencePart) => {
  const t = useWords()
  if (kind === 'same') return <>{text}</>
  const Change = kind === 'added' ? 'ins' : 'del'
  return (
    <Change>
      <Hidden>{t(kind)} </Hidden>
      {text}
    </Change>
  )
}
