/** Entering a practice, voting for one, and naming the winners: the forms in between. */

import { ProofField } from '#core/verification/index.ts'
import type { FormState } from '#platform/forms.ts'
import { emptyForm } from '#platform/forms.ts'
import { LANGUAGE_NAMES } from '#platform/languages.ts'
import type { RecordLine } from '#platform/module.ts'
import {
  Alert,
  ButtonLink,
  Choice,
  Details,
  Empty,
  Field,
  Form,
  Heading,
  Lead,
  Link,
  Meta,
  PostButton,
  Section,
} from '#ui/index.tsx'
import type { Call } from './calls.ts'
import type { Entry } from './entries.ts'
import { LENGTHS, languagesFor, nameField } from './forms.ts'
import { resultText, type Shown } from './result.views.tsx'
import type { AwardTexts } from './texts.ts'
import { awardPage, inText, medalText, Named, PracticeName, untilText } from './views.tsx'

type EnterProps = {
  t: AwardTexts
  call: Call
  form: FormState
  candidates: readonly RecordLine[]
  q: string
  /** Editors choose among all; others among their own. */
  isEditor: boolean
  own: readonly Shown[]
}
export const EnterPage = ({ t, call, form, candidates, q, isEditor, own }: EnterProps) => (
  <>
    <Heading level={1}>{t('enter.title')}</Heading>
    <Lead>
      <Link href={awardPage(t.language, call.slug)} lang={call.lang === t.language ? undefined : call.lang}>
        {call.title}
      </Link>
    </Lead>
    <p>{t('enter.text')}</p>
    <Meta>{untilText(t, call, call.award.entriesUntil)}</Meta>
    {isEditor && (
      <form class="search-form" method="get" action={awardPage(t.language, call.slug, '/enter')}>
        <Field form={emptyForm({ q })} name="q" type="search" label={t('enter.find')} />
        <button class="ds-button" data-variant="secondary" type="submit">
          {t('enter.search')}
        </button>
      </form>
    )}
    {candidates.length === 0 ? (
      <Empty text={t(q ? 'enter.noneFound' : 'enter.none')} />
    ) : (
      <Form action={awardPage(t.language, call.slug, '/enter')} form={form} submit={t('enter.submit')}>
        <Choice
          form={form}
          name="practice"
          label={t('field.practice')}
          required
          options={candidates.map(({ id, title, note }) => ({
            value: id,
            label: [title, note].filter(Boolean).join(', '),
          }))}
        />
        <Choice
          form={form}
          name="category"
          label={t('field.category')}
          hint={t('hint.category')}
          required
          options={call.categories.map(({ id, names }) => ({ value: id, label: inText(t, names) }))}
        />
      </Form>
    )}
    {own.length > 0 && (
      <Section title={t('enter.entriesTitle')}>
        <ul>
          {own.map(({ entry, line }) => (
            <li>
              <PracticeName t={t} line={line} />
              <PostButton
                action={awardPage(t.language, call.slug, '/withdraw')}
                fields={{ entry: entry.id }}
                variant="tertiary"
                size="sm"
                confirm={t('enter.withdrawAsk')}
              >
                {t('enter.withdraw', { title: line.title })}
              </PostButton>
            </li>
          ))}
        </ul>
      </Section>
    )}
  </>
)

type VoteProps = {
  t: AwardTexts
  call: Call
  entry: Entry
  signedIn: boolean
  own: boolean
  /** For what this person voted in the entry's category. */
  votedFor: string | undefined
}
/** One press for who is signed in; visitors come to a form. */
export const VoteButton = ({ t, call, entry, signedIn, own, votedFor }: VoteProps) => {
  if (votedFor === entry.id) return <p class="meta">{t('vote.yours')}</p>
  if (votedFor !== undefined) return null
  if (own) return <p class="meta">{t('vote.own')}</p>
  return signedIn ? (
    <PostButton action={awardPage(t.language, call.slug, '/votes')} fields={{ entry: entry.id }} variant="primary">
      {t('vote.give')}
    </PostButton>
  ) : (
    <ButtonLink href={awardPage(t.language, call.slug, `/votes/new?entry=${entry.id}`)}>{t('vote.give')}</ButtonLink>
  )
}

type VisitorProps = { t: AwardTexts; call: Call; entry: Entry; line: RecordLine; form: FormState; signedIn: boolean }
export const VisitorVotePage = ({ t, call, entry, line, form, signedIn }: VisitorProps) => (
  <>
    <Heading level={1}>{t('vote.title')}</Heading>
    <Lead>
      <PracticeName t={t} line={line} />
    </Lead>
    <ul>
      <li>{t('vote.once')}</li>
      <li>{t('vote.stays')}</li>
      <li>{t('vote.hidden')}</li>
      <li>{untilText(t, call, call.award.votingUntil)}</li>
    </ul>
    {signedIn ? (
      <VoteButton t={t} call={call} entry={entry} signedIn own={false} votedFor={undefined} />
    ) : (
      <>
        <Form
          action={awardPage(t.language, call.slug, `/votes/new?entry=${entry.id}`)}
          form={form}
          submit={t('vote.submit')}
        >
          <Field
            form={form}
            name="email"
            type="email"
            label={t('vote.email')}
            hint={t('vote.emailHint')}
            autocomplete="email"
            required
          />
          <ProofField form={form} />
        </Form>
        <Meta>{t('vote.kept')}</Meta>
        <p>
          <Link href={`/${t.language}/account/sign-in?next=${encodeURIComponent(awardPage(t.language, call.slug))}`}>
            {t('vote.signIn')}
          </Link>
        </p>
      </>
    )}
  </>
)

type DecideProps = {
  t: AwardTexts
  call: Call
  form: FormState
  entries: readonly Shown[]
  publicWinners: ReadonlySet<string>
}
/** Places as the jury's means give them; the editor tells equals apart and writes why each one won. */
export const DecidePage = ({ t, call, form, entries, publicWinners }: DecideProps) => {
  const [first, ...others] = languagesFor(call.facts.country, call.record.language)
  return (
    <>
      <Heading level={1}>{t('decide.title')}</Heading>
      <Lead>{t('decide.lead')}</Lead>
      <Form action={awardPage(t.language, call.slug, '/decide')} form={form} submit={t('decide.submit')}>
        {call.categories.map(({ id, names }) => (
          <Section title={<Named t={t} names={names} />}>
            {entries
              .filter(({ entry }) => entry.categoryId === id)
              .toSorted((a, b) => (a.result?.rank ?? 999) - (b.result?.rank ?? 999))
              .map(({ entry, line, result, votes }) => (
                <Section title={line.title} id={`entry-${entry.id}`}>
                  <Meta>
                    {[
                      result && resultText(t, result),
                      votes !== undefined && t('vote.count', { count: votes }),
                      publicWinners.has(entry.id) && medalText(t, { rank: null, publicWinner: true }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </Meta>
                  <Choice
                    form={form}
                    name={`rank-${entry.id}`}
                    label={t('decide.rank', { title: line.title })}
                    empty={t('decide.noRank')}
                    options={['1', '2', '3'].map((rank) => ({ value: rank, label: t('medal.jury', { rank }) }))}
                  />
                  {first && (
                    <Field
                      form={form}
                      name={nameField('reason', entry.id, first)}
                      label={t('decide.reason', { title: line.title })}
                      hint={t('decide.reasonHint')}
                      rows={3}
                      maxlength={LENGTHS.reason}
                      lang={first}
                    />
                  )}
                  <Details summary={t('decide.otherLanguages', { title: line.title })}>
                    {others.map((language) => (
                      <Field
                        form={form}
                        name={nameField('reason', entry.id, language)}
                        label={`${t('decide.reason', { title: line.title })} ${LANGUAGE_NAMES[language]}`}
                        rows={3}
                        lang={language}
                      />
                    ))}
                  </Details>
                </Section>
              ))}
          </Section>
        ))}
        <Alert color="warning">{t('decide.final')}</Alert>
      </Form>
    </>
  )
}
