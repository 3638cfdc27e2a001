/** HTML of the outbox. */
import { LANGUAGE_NAMES, type Language } from '#platform/languages.ts'
import { Alert, DataTable, DefinitionList, Empty, PostButton, Section, Tag, useLanguage } from '#ui/index.tsx'
import { Moment } from './naming.tsx'
import { LETTER_STATES, type LetterLine, type LetterPage, type LetterState, stateOf } from './outbox.ts'
import { MoreLinks } from './page.tsx'
import { texts } from './texts.ts'

const COLORS = { waiting: 'info', failed: 'danger', sent: 'success' } as const

type ListProps = {
  at: string
  letters: LetterLine[]
  next: string | undefined
  filter: { state?: LetterState | undefined; before?: string | undefined }
  counts: Record<LetterState, number>
  hasServer: boolean
}
export const OutboxList = ({ at, letters, next, filter, counts, hasServer }: ListProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  const path = `${at}/outbox`
  return (
    <>
      {!hasServer && (
        <Alert color="warning" title={t('outbox.noServer')}>
          <p>{t('outbox.noServerText')}</p>
        </Alert>
      )}
      <StateLinks path={path} state={filter.state} counts={counts} />
      {letters.length === 0 ? (
        <Empty text={t('outbox.none')} />
      ) : (
        <DataTable
          caption={t('outbox.caption')}
          responsive="stack"
          columns={[
            { key: 'subject', label: t('outbox.subject') },
            { key: 'to', label: t('outbox.to') },
            { key: 'at', label: t('outbox.at') },
            { key: 'state', label: t('state') },
          ]}
          rows={letters.map((letter) => ({
            subject: (
              <a href={`${path}/${letter.id}`} lang={langOf(letter.language, language)}>
                {letter.subject}
              </a>
            ),
            to: letter.to,
            at: <Moment date={letter.at} />,
            state: <State letter={letter} />,
          }))}
        />
      )}
      <MoreLinks path={path} query={filter} parameter="before" next={next} />
    </>
  )
}

const langOf = (own: string, page: Language) => (own === page ? undefined : (own as Language))

const StateLinks = ({
  path,
  state,
  counts,
}: {
  path: string
  state: LetterState | undefined
  counts: Record<LetterState, number>
}) => {
  const t = texts.in(useLanguage())
  return (
    <nav class="sort-links" aria-label={t('state')}>
      <ul>
        <li>
          <a href={path} aria-current={state === undefined ? 'true' : undefined}>
            {t('all')}
          </a>
        </li>
        {LETTER_STATES.map((one) => (
          <li>
            <a href={`${path}?state=${one}`} aria-current={state === one ? 'true' : undefined}>
              {t(`outbox.state.${one}`)} ({counts[one]})
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const State = ({ letter }: { letter: LetterLine }) => {
  const t = texts.in(useLanguage())
  const state = stateOf(letter)
  return (
    <>
      <Tag color={COLORS[state]}>{t(`outbox.state.${state}`)}</Tag>
      {letter.attempts > 0 && state !== 'sent' && (
        <span class="meta"> {t('outbox.attempts', { count: letter.attempts })}</span>
      )}
    </>
  )
}

type LetterProps = {
  at: string
  letter: LetterPage
  /** An example account sends nothing to real people. */
  mayTry: boolean
}
export const LetterPageView = ({ at, letter, mayTry }: LetterProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  return (
    <>
      <DefinitionList
        items={[
          { term: t('outbox.to'), value: letter.to },
          { term: t('outbox.at'), value: <Moment date={letter.at} /> },
          { term: t('person.language'), value: LANGUAGE_NAMES[letter.language as Language] },
          { term: t('state'), value: <State letter={letter} /> },
          { term: t('outbox.sentAt'), value: letter.sentAt && <Moment date={letter.sentAt} /> },
          { term: t('outbox.problem'), value: letter.problem },
        ]}
      />
      <Section title={<span lang={langOf(letter.language, language)}>{letter.subject}</span>} id="letter">
        <div class="prose" lang={langOf(letter.language, language)}>
          {letter.text.split('\n\n').map((paragraph) => (
            <p>
              {paragraph.split('\n').map((line, index) => (
                <>
                  {index > 0 && <br />}
                  {/^https?:\/\/\S+$/.test(line) && !line.includes('…') ? <a href={line}>{line}</a> : line}
                </>
              ))}
            </p>
          ))}
        </div>
      </Section>
      {!letter.sentAt && letter.attempts > 0 && mayTry && (
        <PostButton action={`${at}/outbox/${letter.id}/send-again`}>{t('tryAgain')}</PostButton>
      )}
    </>
  )
}
