/** HTML of the moderators' board. Shows domains and short hashes, never a name or an address. */
import { nameOf } from '#core/places/index.ts'
import { countryOf } from '#countries/index.ts'
import { emptyForm, type FormState, typedValues } from '#platform/forms.ts'
import type { RecordLine } from '#platform/module.ts'
import { dateText } from '#platform/texts.ts'
import {
  Actions,
  Button,
  Choice,
  DataTable,
  Empty,
  Field,
  FilterPanel,
  Form,
  Heading,
  Hidden,
  Lead,
  Link,
  Meta,
  Pager,
  PostButton,
  Radios,
  Section,
  Tag,
} from '#ui/index.tsx'
import type { Anomaly } from './anomalies.ts'
import { BOARD_PAGE, type BoardLine } from './board.ts'
import { type BoardFilter, boardQuery } from './forms.ts'
import { CONSPICUOUS } from './rules.ts'
import { INVALIDATION_REASONS, VOICES } from './schema.ts'
import type { T } from './texts.ts'

type Practices = ReadonlyMap<string, RecordLine>
type BoardProps = {
  t: T
  anomalies: readonly Anomaly[]
  voices: readonly BoardLine[]
  counts: { all: number; counted: number }
  practices: Practices
  filter: BoardFilter
  form: FormState
}
export const BoardPage = (props: BoardProps) => {
  const { t, anomalies, practices } = props
  return (
    <>
      <Heading level={1}>{t('board.title')}</Heading>
      <Lead>{t('board.lead')}</Lead>
      <Section title={t('board.anomalies')} id="anomalies">
        {anomalies.length === 0 ? (
          <Empty text={t('board.noAnomalies')} />
        ) : (
          <AnomalyTable t={t} anomalies={anomalies} practices={practices} />
        )}
      </Section>
      <Section title={t('board.voices')} id="voices">
        <Filters {...props} />
        <Voices {...props} />
      </Section>
    </>
  )
}

const at = (t: T, filter: Partial<BoardFilter> = {}, path = '') =>
  `/${t.language}/nominations/board${path}${boardQuery(filter)}`

const PracticeTitle = ({ t, line }: { t: T; line: RecordLine | undefined }) =>
  line ? (
    <Link href={line.href} lang={line.lang === t.language ? undefined : line.lang}>
      {line.title}
    </Link>
  ) : (
    <>{t('receipt.notPublic')}</>
  )

/** The list of exactly those voices. */
const filterOf = ({ kind, practiceId: practice, detail }: Anomaly): Partial<BoardFilter> => ({
  practice,
  state: 'counted',
  ...(kind === 'burst' && { hour: detail }),
  ...(kind === 'domain' && { domain: detail, voice: 'citizen' }),
  ...(kind === 'network' && { network: detail, voice: 'citizen' }),
  ...(kind === 'newAccounts' && { accounts: 'new', voice: 'citizen' }),
})

const explanation = (t: T, { kind, detail, count, of }: Anomaly) => {
  const { burst, domain, network, newAccounts } = CONSPICUOUS
  if (kind === 'burst')
    return [
      t('anomaly.burst', { count, hour: dateText(t.language, new Date(detail), 'moment', 'UTC'), before: of }),
      t('rule.burst', { most: burst.most, times: burst.times, days: burst.days }),
    ]
  if (kind === 'domain') return [t('anomaly.domain', { count, of, domain: detail }), t('rule.domain', { ...domain })]
  if (kind === 'network') return [t('anomaly.network', { count, network: detail }), t('rule.network', { ...network })]
  return [t('anomaly.newAccounts', { count, of }), t('rule.newAccounts', { ...newAccounts })]
}

const AnomalyTable = ({ t, anomalies, practices }: Pick<BoardProps, 't' | 'anomalies' | 'practices'>) => (
  <DataTable
    caption={t('board.anomalies')}
    captionHidden
    responsive="stack"
    columns={[
      { key: 'practice', label: t('receipt.practice') },
      { key: 'what', label: t('board.what') },
      { key: 'do', label: t('board.do') },
    ]}
    rows={anomalies.map((anomaly) => {
      const [what, rule] = explanation(t, anomaly)
      const line = practices.get(anomaly.practiceId)
      return {
        practice: <PracticeTitle t={t} line={line} />,
        what: (
          <div>
            <p>{what}</p>
            <Meta>{rule}</Meta>
          </div>
        ),
        do: (
          <Actions>
            <Link href={`${at(t, filterOf(anomaly))}#voices`}>{t('board.show', { count: anomaly.count })}</Link>
            <PostButton
              action={at(t, {}, '/examine')}
              fields={{ kind: anomaly.kind, practice: anomaly.practiceId, detail: anomaly.detail }}
              size="sm"
              variant="tertiary"
            >
              {t('board.examine')}
            </PostButton>
          </Actions>
        ),
      }
    })}
  />
)

const Filters = ({ t, filter, practices }: BoardProps) => {
  const { page: _page, ...chosen } = filter
  const form = emptyForm(
    Object.fromEntries(Object.entries(chosen).map(([name, value]) => [name, value === undefined ? '' : String(value)])),
  )
  const active = Object.values(chosen).filter((value) => value !== undefined).length
  const practice = filter.practice && practices.get(filter.practice)
  return (
    <FilterPanel
      action={at(t)}
      active={active}
      clearHref={`${at(t)}#voices`}
      keep={{ practice: filter.practice, network: filter.network, hour: filter.hour }}
    >
      {practice && (
        <Meta>
          {t('receipt.practice')}: <span lang={practice.lang}>{practice.title}</span>
        </Meta>
      )}
      {filter.network && <Meta>{t('board.networkIs', { network: filter.network })}</Meta>}
      {filter.hour && (
        <Meta>{t('board.hourIs', { hour: dateText(t.language, new Date(filter.hour), 'moment', 'UTC') })}</Meta>
      )}
      <Choice
        form={form}
        name="state"
        label={t('board.state')}
        options={(['counted', 'invalidated'] as const).map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      <Choice
        form={form}
        name="voice"
        label={t('receipt.voice')}
        options={VOICES.map((value) => ({ value, label: t(`voice.${value}`) }))}
      />
      <Choice
        form={form}
        name="accounts"
        label={t('board.account')}
        options={(['new', 'none'] as const).map((value) => ({ value, label: t(`account.${value}`) }))}
      />
      <Field form={form} name="domain" label={t('board.domain')} />
    </FilterPanel>
  )
}

/** The form that takes voices out. */
const CHOOSE = 'choose'

const Voices = ({ t, voices, counts, practices, filter, form }: BoardProps) => {
  if (voices.length === 0) return <Empty text={t('board.noVoices')} />
  return (
    <>
      <Meta>{t('board.count', { all: counts.all, counted: counts.counted })}</Meta>
      {/* The table is wider than a form: its boxes and buttons belong to the form below by its id. */}
      <DataTable
        caption={t('board.voices')}
        captionHidden
        responsive="stack"
        rowHeader={false}
        columns={[
          { key: 'tick', label: t('board.choose') },
          { key: 'practice', label: t('receipt.practice') },
          { key: 'time', label: t('receipt.time') },
          { key: 'voice', label: t('receipt.voice') },
          { key: 'from', label: t('board.from') },
          { key: 'state', label: t('board.state') },
        ]}
        rows={voices.map((voice, index) => rowOf({ t, voice, practices, filter, form, number: index + 1 }))}
      />
      <Form action={at(t, filter, '/invalidate')} form={form} submit={t('board.invalidate')} id={CHOOSE}>
        <Radios
          form={{ ...form, values: { extent: 'ticked', ...form.values } }}
          name="extent"
          label={t('board.extent')}
          options={[
            { value: 'ticked', label: t('board.ticked') },
            { value: 'all', label: t('board.all', { count: counts.counted }) },
          ]}
          required
        />
        <Choice
          form={form}
          name="reason"
          label={t('board.reason')}
          hint={t('board.reasonHint')}
          options={INVALIDATION_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
          required
        />
        <Field form={form} name="note" label={t('board.note')} hint={t('board.noteHint')} rows={2} />
      </Form>
      <Pager
        page={filter.page}
        pages={Math.max(1, Math.ceil(counts.all / BOARD_PAGE))}
        href={(page) => `${at(t, { ...filter, page })}#voices`}
      />
    </>
  )
}

type RowProps = Pick<BoardProps, 't' | 'practices' | 'filter' | 'form'> & { voice: BoardLine; number: number }
const rowOf = ({ t, voice, practices, filter, form, number }: RowProps) => {
  const { timeZone } = countryOf(voice.country)
  const time = dateText(t.language, voice.createdAt, 'moment', timeZone)
  const account = voice.hasAccount ? (voice.isNewAccount ? 'new' : 'old') : 'none'
  return {
    tick: voice.invalidatedAt ? (
      // In the same form, but to another address: one press, without choosing anything.
      <Button
        variant="secondary"
        size="sm"
        form={CHOOSE}
        name="restore"
        value={voice.id}
        formaction={at(t, filter, '/restore')}
      >
        {t('board.restore')}
      </Button>
    ) : (
      <label class="tick">
        <input
          class="ds-input"
          type="checkbox"
          name="ids"
          value={voice.id}
          form={CHOOSE}
          checked={typedValues(form, 'ids').includes(voice.id)}
        />
        <Hidden>{t('board.tick', { number, time })}</Hidden>
      </label>
    ),
    practice: <PracticeTitle t={t} line={practices.get(voice.practiceId)} />,
    time,
    voice: voice.place ? (
      <div>
        {t('voice.municipality')}: {nameOf(voice.place, t.language)}
      </div>
    ) : (
      t(`voice.${voice.voice}`)
    ),
    from: (
      <div>
        {voice.domain || '–'} · <code>{voice.network || '–'}</code> · {t(`account.${account}`)}
      </div>
    ),
    state: voice.invalidatedAt ? (
      <div>
        <Tag color="warning">{t('state.invalidated')}</Tag> {voice.reason && t(`reason.${voice.reason}`)}
        {voice.note && <Meta>{voice.note}</Meta>}
      </div>
    ) : (
      <Tag color="success">{t('state.counted')}</Tag>
    ),
  }
}
