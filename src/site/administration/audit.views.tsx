/** HTML of the audit trail. */
import type { PlaceLine } from '#core/places/index.ts'
import type { FormState } from '#platform/forms.ts'
import { collatorOf } from '#platform/texts.ts'
import {
  Alert,
  ButtonLink,
  Choice,
  Columns,
  DataTable,
  DateField,
  DefinitionList,
  Empty,
  Field,
  FilterPanel,
  PostButton,
  Section,
  useLanguage,
} from '#ui/index.tsx'
import type { ChainState, EntryLine, EntryPage } from './audit.ts'
import { countryName, Moment, Outcome, PersonText, PlaceText } from './naming.tsx'
import { MoreLinks } from './page.tsx'
import { actionText, texts } from './texts.ts'

type ListProps = {
  at: string
  entries: EntryLine[]
  places: Map<string, PlaceLine>
  form: FormState
  query: Record<string, string>
  before: string | undefined
  next: string | undefined
  actions: string[]
  chain: ChainState
  /** Entries that an export holds at most. */
  most: number
}
export const AuditList = ({ at, entries, places, form, query, before, next, actions, chain, most }: ListProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  const path = `${at}/audit`
  const exported = new URLSearchParams(query)
  return (
    <>
      <Chain chain={chain} />
      <Columns
        asideFirst
        aside={
          <FilterPanel action={path} active={Object.keys(query).length} clearHref={path}>
            <Filters form={form} actions={actions} />
          </FilterPanel>
        }
      >
        {entries.length === 0 ? (
          <Empty text={t('audit.none')} />
        ) : (
          <>
            <DataTable
              caption={t('area.audit')}
              responsive="stack"
              columns={[
                { key: 'at', label: t('audit.at') },
                { key: 'action', label: t('audit.action') },
                { key: 'who', label: t('audit.who') },
                { key: 'where', label: t('moderation.where') },
                { key: 'outcome', label: t('audit.outcome') },
              ]}
              rows={entries.map((entry) => ({
                at: (
                  <a href={`${path}/${entry.id}`}>
                    <Moment date={entry.at} />
                  </a>
                ),
                action: actionText(t, entry.action),
                who: <Who at={at} entry={entry} />,
                where: <Where entry={entry} place={places.get(entry.placeId ?? '')} />,
                outcome: <Outcome outcome={entry.outcome} />,
              }))}
            />
            <MoreLinks path={path} query={{ ...query, before }} parameter="before" next={next} />
            <p>
              <ButtonLink
                href={`${path}/export.csv${exported.size ? `?${exported}` : ''}`}
                variant="secondary"
                download
              >
                {t('audit.export')}
              </ButtonLink>
            </p>
            <p class="meta">{t('audit.exportText', { most })}</p>
          </>
        )}
      </Columns>
    </>
  )
}

/** Whether what is written can still be trusted, as far as a page can tell. */
const Chain = ({ chain }: { chain: ChainState }) => {
  const t = texts.in(useLanguage())
  return (
    <Section title={t('chain.title')} id="chain">
      <p>{t('chain.text')}</p>
      <DefinitionList
        items={[
          {
            term: t('chain.head'),
            value: chain.head && chain.at ? <Moment date={chain.at} /> : t('chain.none'),
            note: chain.head ? (
              <>
                {t('chain.position', { position: chain.head.position })} <code>{chain.head.hash.slice(0, 16)}…</code>
              </>
            ) : undefined,
          },
          { term: t('chain.unchained'), value: t('chain.unchained.count', { count: chain.unchained }) },
        ]}
      />
    </Section>
  )
}

const Filters = ({ form, actions }: { form: FormState; actions: string[] }) => {
  const language = useLanguage()
  const t = texts.in(language)
  const collator = collatorOf(language)
  return (
    <>
      <Choice
        form={form}
        name="action"
        label={t('audit.action')}
        options={actions
          .map((value) => ({ value, label: actionText(t, value) }))
          .sort((a, b) => collator.compare(a.label, b.label))}
      />
      <Choice
        form={form}
        name="outcome"
        label={t('audit.outcome')}
        options={[
          { value: 'success', label: t('audit.success') },
          { value: 'refusal', label: t('audit.refusal') },
        ]}
      />
      <Field form={form} name="person" label={t('audit.who')} hint={t('audit.whoHint')} />
      <Field form={form} name="place" label={t('over.place')} suggestUrl={`/${language}/places/suggest?as=value`} />
      <DateField form={form} name="from" label={t('audit.from')} />
      <DateField form={form} name="until" label={t('audit.until')} />
      <Field form={form} name="record" label={t('audit.record')} hint={t('audit.recordHint')} />
      <Field form={form} name="request" label={t('audit.request')} />
    </>
  )
}

const Who = ({ at, entry }: { at: string; entry: EntryLine }) => {
  const t = texts.in(useLanguage())
  if (!entry.actorId) return <>{t(entry.requestId === 'program' ? 'audit.program' : 'audit.visitor')}</>
  const person = {
    id: entry.actorId,
    name: entry.actorName || t('people.deleted'),
    example: entry.actorExample ?? false,
    deletedAt: entry.actorDeletedAt,
  }
  return (
    <>
      <PersonText person={person} at={at} />
      {entry.organisation && <span class="meta">, {entry.organisation}</span>}
    </>
  )
}

const Where = ({ entry, place }: { entry: EntryLine; place: PlaceLine | undefined }) => {
  const language = useLanguage()
  if (place) return <PlaceText place={place} />
  return <>{entry.country ? countryName(language, entry.country) : '–'}</>
}

type EntryProps = {
  at: string
  entry: EntryPage
  place: PlaceLine | undefined
  /** Only after asking. */
  values: Record<string, unknown> | undefined
  mayAsk: boolean
}
export const AuditEntry = ({ at, entry, place, values, mayAsk }: EntryProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  const path = `${at}/audit`
  return (
    <>
      <DefinitionList
        items={[
          { term: t('audit.at'), value: <Moment date={entry.at} />, note: entry.at.toISOString() },
          { term: t('audit.action'), value: actionText(t, entry.action), note: <code>{entry.action}</code> },
          { term: t('audit.outcome'), value: <Outcome outcome={entry.outcome} /> },
          { term: t('audit.who'), value: <Who at={at} entry={entry} /> },
          {
            term: t('audit.record'),
            value: entry.recordId && <a href={`/${language}/id/${entry.recordId}`}>{entry.recordId}</a>,
          },
          { term: t('over.place'), value: place && <PlaceText place={place} /> },
          { term: t('country'), value: entry.country && countryName(language, entry.country) },
          {
            term: t('audit.request'),
            value: <a href={`${path}?request=${encodeURIComponent(entry.requestId)}`}>{entry.requestId}</a>,
          },
          {
            term: t('chain.title'),
            value: entry.link ? t('chain.position', { position: entry.link.position }) : t('chain.waits'),
            note: entry.link && <code>{entry.link.hash}</code>,
          },
        ]}
      />
      <Section title={t('audit.data')} id="data">
        <Facts facts={entry.data} caption={t('audit.data')} />
      </Section>
      <Section title={t('audit.personal')} id="personal">
        {values ? (
          <Facts facts={values} caption={t('audit.personal')} />
        ) : (
          <>
            <p>{t(`audit.personal.${entry.personal}`)}</p>
            {entry.personal === 'kept' &&
              (mayAsk ? (
                <PostButton action={`${path}/${entry.id}/personal`}>{t('audit.personal.show')}</PostButton>
              ) : (
                <Alert color="info">{t('audit.personal.example')}</Alert>
              ))}
          </>
        )}
      </Section>
    </>
  )
}

/** Facts as they are written: names and values of the program, which an auditor compares with its source. */
const Facts = ({ facts, caption }: { facts: Record<string, unknown>; caption: string }) => {
  const t = texts.in(useLanguage())
  const rows = Object.entries(facts)
  if (rows.length === 0) return <p>{t('audit.noData')}</p>
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={[
        { key: 'name', label: t('changed.field') },
        { key: 'value', label: t('value') },
      ]}
      rows={rows.map(([name, value]) => ({
        name: <code>{name}</code>,
        value: typeof value === 'string' ? value : <code>{JSON.stringify(value)}</code>,
      }))}
    />
  )
}
