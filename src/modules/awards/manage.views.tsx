/** What editors see of an award: its next step, its jury, its entries, the shortlist to confirm, votes that look alike. */
import type { Child } from 'hono/jsx'
import { emptyForm, type FormState } from '#platform/forms.ts'
import { numberText } from '#platform/texts.ts'
import {
  Actions,
  Alert,
  ButtonLink,
  Checkboxes,
  DataTable,
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
import type { Juror } from './jury.ts'
import { PhaseSteps } from './page.views.tsx'
import { resultText, type Shown } from './result.views.tsx'
import { canInvite, canMoveDates, canTakeBack } from './rules.ts'
import type { AwardTexts } from './texts.ts'
import { awardPage, inText, PhaseTag, PracticeName, SureForm } from './views.tsx'
import type { Network } from './votes.ts'

export type ManageProps = {
  t: AwardTexts
  call: Call
  jurors: readonly Juror[]
  entries: readonly Shown[]
  networks: readonly Network[]
  /** What the jury's points give; nothing while the shortlist cannot be confirmed. */
  proposal: { entryIds: ReadonlySet<string>; tied: readonly string[] } | undefined
  jurorForm: FormState
  shortlistForm: FormState
}
export const ManagePage = (props: ManageProps) => {
  const { t, call } = props
  return (
    <>
      <header class="page-head">
        <Heading level={1}>{t('manage.title')}</Heading>
        <Lead>
          <Link href={awardPage(t.language, call.slug)} lang={call.lang === t.language ? undefined : call.lang}>
            {call.title}
          </Link>{' '}
          <PhaseTag t={t} phase={call.phase} />
        </Lead>
      </header>
      <PhaseSteps t={t} call={call} />
      <NextStep {...props} />
      <Jurors {...props} />
      {props.proposal && <Shortlist {...props} proposal={props.proposal} />}
      <Entries {...props} />
      {call.phase === 'counting' && <Networks {...props} />}
    </>
  )
}

/** What there is to do now, or whom one waits for. */
const NextStep = ({ t, call }: ManageProps) => {
  const at = (page: string) => awardPage(t.language, call.slug, page)
  const revision = { revision: String(call.record.revision) }
  const edit = call.phase !== 'decided' && (
    <ButtonLink href={at('/edit')} variant="secondary">
      {t('manage.edit')}
    </ButtonLink>
  )
  return (
    <Section title={t('manage.next')}>
      <p>{t(`next.${call.phase}`)}</p>
      <Actions>
        {call.phase === 'draft' && (
          <>
            <PostButton action={at('/announce')} fields={revision} variant="primary">
              {t('manage.announce')}
            </PostButton>
            {edit}
          </>
        )}
        {call.phase === 'open' && <ButtonLink href={at('/enter')}>{t('enter.action')}</ButtonLink>}
        {call.phase === 'counting' && <ButtonLink href={at('/decide')}>{t('decide.action')}</ButtonLink>}
        {canTakeBack(call.phase) && (
          <PostButton action={at('/take-back')} fields={revision}>
            {t('manage.takeBack')}
          </PostButton>
        )}
        {(canMoveDates(call.phase) || call.phase === 'voting') && edit}
      </Actions>
      {call.phase === 'draft' && (
        <Details summary={t('manage.remove')}>
          <SureForm
            t={t}
            action={at('/remove')}
            fields={revision}
            submit={t('manage.remove')}
            ask={t('manage.removeAsk')}
            name="sure-remove"
          />
        </Details>
      )}
    </Section>
  )
}

const Jurors = ({ t, call, jurors, jurorForm }: ManageProps) => (
  <Section title={t('jury.title')} id="jury">
    {jurors.length === 0 ? (
      <Empty text={t('manage.noJurors')} />
    ) : (
      <DataTable
        caption={t('jury.title')}
        captionHidden
        responsive="stack"
        columns={[
          { key: 'name', label: t('manage.juror') },
          { key: 'state', label: t('manage.jurorState') },
          ...(canInvite(call.phase) ? [{ key: 'remove', label: t('manage.remove') }] : []),
        ]}
        rows={jurors.map((juror) => ({
          name: juror.gone ? t('manage.gone') : juror.name,
          state: t(juror.submittedAt ? 'juror.submitted' : juror.declaredAt ? 'juror.declared' : 'juror.invited'),
          remove: canInvite(call.phase) && !juror.submittedAt && (
            <PostButton
              action={awardPage(t.language, call.slug, '/jurors/remove')}
              fields={{ person: juror.personId }}
              variant="tertiary"
              size="sm"
            >
              {t('manage.removeJuror', { name: juror.name })}
            </PostButton>
          ),
        }))}
      />
    )}
    {canInvite(call.phase) && (
      <Form action={awardPage(t.language, call.slug, '/jurors')} form={jurorForm} submit={t('manage.invite')}>
        <Field form={jurorForm} name="jurors" label={t('field.jurors')} hint={t('hint.jurors')} rows={3} required />
      </Form>
    )}
  </Section>
)

type ShortlistProps = ManageProps & { proposal: NonNullable<ManageProps['proposal']> }
/** The jury's proposal, ticked; another choice needs a reason. */
const Shortlist = ({ t, call, entries, proposal, shortlistForm: form }: ShortlistProps) => {
  const filled =
    form.values.entries === undefined ? { ...form, values: { ...form.values, entries: [...proposal.entryIds] } } : form
  return (
    <Section title={t('shortlist.title')} id="shortlist">
      <p>{t('shortlist.text', { count: call.award.shortlistLength })}</p>
      {proposal.tied.length > 0 && (
        <Alert color="info">
          {t('shortlist.tied', {
            categories: call.categories
              .filter(({ id }) => proposal.tied.includes(id))
              .map(({ names }) => inText(t, names))
              .join(', '),
          })}
        </Alert>
      )}
      <Form action={awardPage(t.language, call.slug, '/shortlist')} form={filled} submit={t('shortlist.confirm')}>
        {call.categories.map(({ id, names }) => {
          const own = entries
            .filter(({ entry }) => entry.categoryId === id)
            .toSorted((a, b) => (a.result?.rank ?? 999) - (b.result?.rank ?? 999))
          return own.length === 0 ? null : (
            <Checkboxes
              form={filled}
              name="entries"
              label={inText(t, names)}
              required
              options={own.map(({ entry, line, result }) => ({
                value: entry.id,
                label: line.title,
                hint: result && resultText(t, result),
              }))}
            />
          )
        })}
        <Field
          form={filled}
          name="reason"
          label={t('shortlist.reason')}
          hint={t('shortlist.reasonHint')}
          rows={3}
          lang={call.record.language}
        />
      </Form>
    </Section>
  )
}

const Entries = ({ t, call, entries }: ManageProps) => (
  <Section title={t('manage.entries', { count: entries.length })} id="entries">
    {entries.length === 0 && <Empty text={t('page.noEntries')} />}
    {call.categories.map(({ id, names }) => {
      const own = entries.filter(({ entry }) => entry.categoryId === id)
      return own.length === 0 ? null : (
        <Section title={inText(t, names)}>
          <ul>
            {own.map((shown) => (
              <EntryLine t={t} call={call} shown={shown} />
            ))}
          </ul>
        </Section>
      )
    })}
  </Section>
)

const EntryLine = ({ t, call, shown }: { t: AwardTexts; call: Call; shown: Shown }) => (
  <li>
    <PracticeName t={t} line={shown.line} />
    <Meta>
      {[
        shown.entry.shortlisted && t('shortlist.on'),
        shown.result && resultText(t, shown.result),
        shown.votes !== undefined && t('vote.count', { count: shown.votes }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </Meta>
    {['open', 'judging', 'shortlisting'].includes(call.phase) && (
      <PostButton
        action={awardPage(t.language, call.slug, '/withdraw')}
        fields={{ entry: shown.entry.id }}
        variant="tertiary"
        size="sm"
        confirm={t('enter.withdrawAsk')}
      >
        {t('enter.withdraw', { title: shown.line.title })}
      </PostButton>
    )}
  </li>
)

const Networks = ({ t, call, networks }: ManageProps) => (
  <Section title={t('networks.title')} id="networks">
    <p>{t('networks.text')}</p>
    {networks.length === 0 ? (
      <p>{t('networks.none')}</p>
    ) : (
      <DataTable
        caption={t('networks.title')}
        captionHidden
        responsive="stack"
        columns={[
          { key: 'network', label: t('networks.network') },
          { key: 'category', label: t('field.category') },
          { key: 'votes', label: t('networks.votes'), align: 'end' },
          { key: 'change', label: t('networks.change') },
        ]}
        rows={networks.map(
          ({ network, categoryId, votes, out }): Record<string, Child> => ({
            network: <code>{network.slice(0, 8)}</code>,
            category: inText(t, call.categories.find(({ id }) => id === categoryId)?.names ?? {}),
            votes: numberText(t.language, votes),
            change: (
              <PostButton
                action={awardPage(t.language, call.slug, '/networks')}
                fields={{ network, category: categoryId, ...(out === 0 && { out: 'on' }) }}
                variant="tertiary"
                size="sm"
              >
                {t(out === 0 ? 'networks.out' : 'networks.in', { network: network.slice(0, 8) })}
              </PostButton>
            ),
          }),
        )}
      />
    )}
  </Section>
)

export const noForm = emptyForm()
