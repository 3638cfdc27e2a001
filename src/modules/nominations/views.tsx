/** HTML of nominating: buttons, counts, the form for visitors, the receipt, the list of what was nominated. */

import { ProofField } from '#core/verification/index.ts'
import type { FormState } from '#platform/forms.ts'
import type { Language } from '#platform/languages.ts'
import type { RecordLine } from '#platform/module.ts'
import { dateText, numberText } from '#platform/texts.ts'
import {
  Actions,
  Alert,
  ButtonLink,
  DataTable,
  DefinitionList,
  Empty,
  ExampleTag,
  Field,
  Form,
  Heading,
  Lead,
  Link,
  Meta,
  PostButton,
  Section,
  Statistic,
  Statistics,
} from '#ui/index.tsx'
import type { Choices } from './parts.tsx'
import type { Counts } from './queries.ts'
import type { CHAIN_EVENTS, Nomination } from './schema.ts'
import type { T } from './texts.ts'

const at = (t: T, path = '') => `/${t.language}/nominations${path}`

/** One press for who is signed in; visitors come to a form first. */
export const NominateButtons = ({ t, recordId, ...choices }: Choices & { t: T; recordId: string }) => {
  const { signedIn, own, municipality, byMunicipality, asCitizen } = choices
  if (!signedIn)
    return (
      <ButtonLink href={at(t, `/${recordId}/new`)} variant="secondary">
        {t('nominate')}
      </ButtonLink>
    )
  if (own)
    return (
      <ButtonLink href={at(t, `/receipts/${own}`)} variant="tertiary">
        {t('nominated')}
      </ButtonLink>
    )
  return (
    <>
      {municipality && (
        <PostButton action={at(t, `/${recordId}`)} fields={{ voice: 'municipality' }}>
          {t('nominate.for', { municipality })}
        </PostButton>
      )}
      {byMunicipality && (
        <ButtonLink href={at(t, `/receipts/${byMunicipality}`)} variant="tertiary">
          {t('nominated.byMunicipality')}
        </ButtonLink>
      )}
      {asCitizen && (
        <PostButton
          action={at(t, `/${recordId}`)}
          fields={{ voice: 'citizen' }}
          variant={municipality ? 'tertiary' : 'secondary'}
        >
          {municipality || byMunicipality ? t('nominate.yourself') : t('nominate')}
        </PostButton>
      )}
    </>
  )
}

export const CountsPart = ({ t, counts }: { t: T; counts: Counts }) => (
  <>
    <Statistics>
      <Statistic label={t('count.citizens')} value={numberText(t.language, counts.citizens)} />
      <Statistic label={t('count.municipalities')} value={numberText(t.language, counts.municipalities)} />
    </Statistics>
    <p>
      {t('part.text')} <Link href={at(t, '/chain')}>{t('part.how')}</Link> · <Link href={at(t)}>{t('list.title')}</Link>
    </p>
  </>
)

type PracticeProps = { t: T; practice: RecordLine }
const PracticeName = ({ t, practice }: PracticeProps) => (
  <>
    <Link href={practice.href} lang={practice.lang === t.language ? undefined : practice.lang}>
      {practice.title}
    </Link>{' '}
    {practice.example && <ExampleTag />}
  </>
)

type NewProps = PracticeProps & { form: FormState; choices: Choices; recordId: string }
export const NewPage = ({ t, practice, form, choices, recordId }: NewProps) => (
  <>
    <Heading level={1}>{t('new.title')}</Heading>
    <Lead>
      {t('new.lead')} <PracticeName t={t} practice={practice} />
    </Lead>
    <ul>
      <li>{t('new.once')}</li>
      <li>{t('new.stays')}</li>
      <li>{t('new.public')}</li>
    </ul>
    {choices.signedIn ? (
      <Actions>
        <NominateButtons t={t} recordId={recordId} {...choices} />
      </Actions>
    ) : (
      <>
        <Form action={at(t, `/${recordId}/new`)} form={form} submit={t('new.submit')}>
          <Field
            form={form}
            name="email"
            type="email"
            label={t('new.email')}
            hint={t('new.emailHint')}
            autocomplete="email"
            required
          />
          <ProofField form={form} />
        </Form>
        <Meta>{t('new.kept')}</Meta>
        <p>
          <Link href={`/${t.language}/account/sign-in?next=${encodeURIComponent(practice.href)}`}>
            {t('new.signIn')}
          </Link>
        </p>
      </>
    )}
  </>
)

export type ReceiptLink = { position: number; hash: string; at: Date; event: (typeof CHAIN_EVENTS)[number] }
type ReceiptProps = {
  t: T
  nomination: Nomination
  /** Nothing when the practice is not public any more. */
  practice: RecordLine | undefined
  municipality: { text: string; lang: Language } | undefined
  links: readonly ReceiptLink[]
  timeZone: string
}
export const ReceiptPage = ({ t, nomination, practice, municipality, links, timeZone }: ReceiptProps) => {
  const [first] = links
  return (
    <>
      <Heading level={1}>{t('receipt.title')}</Heading>
      <Lead>{t('receipt.lead')}</Lead>
      {nomination.invalidatedAt && nomination.reason && (
        <Alert color="warning" title={t('receipt.invalidated')}>
          {t(`reason.${nomination.reason}`)}
        </Alert>
      )}
      <DefinitionList
        items={[
          {
            term: t('receipt.practice'),
            value: practice ? <PracticeName t={t} practice={practice} /> : t('receipt.notPublic'),
          },
          {
            term: t('receipt.voice'),
            value: municipality ? (
              <>
                {t('voice.municipality')}:{' '}
                <span lang={municipality.lang === t.language ? undefined : municipality.lang}>{municipality.text}</span>
              </>
            ) : (
              t(`voice.${nomination.voice}`)
            ),
          },
          { term: t('receipt.time'), value: dateText(t.language, nomination.createdAt, 'moment', timeZone) },
          { term: t('receipt.position'), value: first && numberText(t.language, first.position) },
          { term: t('receipt.hash'), value: first && <code class="hash">{first.hash}</code> },
        ]}
      />
      {links.length > 1 && (
        <Section title={t('receipt.later')}>
          <LinksTable t={t} links={links} timeZone={timeZone} caption={t('receipt.later')} />
        </Section>
      )}
      <Section title={t('receipt.check')}>
        <p>{t('receipt.checkText')}</p>
        {first && (
          <p>
            <code>{`node recount.mjs chain.jsonl --receipt ${first.position}:${first.hash}`}</code>
          </p>
        )}
        <p>
          <Link href={at(t, '/chain')}>{t('part.how')}</Link>
        </p>
      </Section>
    </>
  )
}

type LinksProps = { t: T; links: readonly ReceiptLink[]; timeZone?: string; caption: string }
/** Without a country, moments are in UTC, as in the chain itself. */
export const LinksTable = ({ t, links, timeZone, caption }: LinksProps) => (
  <DataTable
    caption={caption}
    captionHidden
    responsive="stack"
    columns={[
      { key: 'position', label: t('receipt.position'), align: 'end' },
      { key: 'event', label: t('chain.event') },
      { key: 'at', label: timeZone ? t('receipt.time') : `${t('receipt.time')} (UTC)` },
      { key: 'hash', label: t('receipt.hash') },
    ]}
    rows={links.map(({ position, event, at: moment, hash }) => ({
      position: numberText(t.language, position),
      event: t(`event.${event}`),
      at: dateText(t.language, moment, 'moment', timeZone ?? 'UTC'),
      hash: <code class="hash">{`${hash.slice(0, 16)}…`}</code>,
    }))}
  />
)

type ListProps = {
  t: T
  rows: readonly { practice: RecordLine; counts: Counts }[]
  totals: Counts & { practices: number }
}
/** Which practices people nominated most. */
export const ListPage = ({ t, rows, totals }: ListProps) => (
  <>
    <Heading level={1}>{t('list.title')}</Heading>
    <Lead>{t('list.lead')}</Lead>
    <Statistics>
      <Statistic label={t('count.practices')} value={numberText(t.language, totals.practices)} />
      <Statistic label={t('count.citizens')} value={numberText(t.language, totals.citizens)} />
      <Statistic label={t('count.municipalities')} value={numberText(t.language, totals.municipalities)} />
    </Statistics>
    {rows.length === 0 ? (
      <Empty text={t('list.empty')} />
    ) : (
      <DataTable
        caption={t('list.caption')}
        responsive="stack"
        columns={[
          { key: 'practice', label: t('receipt.practice') },
          { key: 'citizens', label: t('count.citizens'), align: 'end' },
          { key: 'municipalities', label: t('count.municipalities'), align: 'end' },
        ]}
        rows={rows.map(({ practice, counts }) => ({
          practice: <PracticeName t={t} practice={practice} />,
          citizens: numberText(t.language, counts.citizens),
          municipalities: numberText(t.language, counts.municipalities),
        }))}
      />
    )}
    <p>
      <Link href={at(t, '/chain')}>{t('part.how')}</Link>
    </p>
  </>
)
