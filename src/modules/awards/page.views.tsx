/** The page of one award, from its announcement to its winners. */
import type { Child } from 'hono/jsx'
import { countryOf } from '#countries/index.ts'
import type { Part } from '#platform/module.ts'
import { dateText, numberText } from '#platform/texts.ts'
import {
  Actions,
  Badges,
  ButtonLink,
  CardGrid,
  DataTable,
  Details,
  Empty,
  ExampleNotice,
  ExampleTag,
  Heading,
  Link,
  Meta,
  Prose,
  Section,
  type Step,
  Steps,
} from '#ui/index.tsx'
import { type Call, type Category, type Criterion, nameIn } from './calls.ts'
import { lastDayOf } from './engine/calendar.ts'
import type { Entry } from './entries.ts'
import { EntryResult, type Shown } from './result.views.tsx'
import { PHASES, type Phase } from './rules.ts'
import type { AwardTexts } from './texts.ts'
import { awardPage, dayText, medalText, Named, PhaseTag, PracticeName, untilText } from './views.tsx'

export type AwardPageProps = {
  t: AwardTexts
  call: Call
  entries: readonly Shown[]
  candidates: number
  /** Names of those who accepted the invitation. */
  jury: readonly string[]
  badges: Child
  actions: readonly Child[]
  parts: readonly Part[]
  mayManage: boolean
  isJuror: boolean
  /** Entering is offered to those who may. */
  mayEnter: boolean
  /** The button of an entry in the vote. */
  vote: (entry: Entry) => Child
}
export const AwardPage = (props: AwardPageProps) => {
  const { t, call, actions, parts, mayManage, isJuror, mayEnter, badges } = props
  const lang = call.lang === t.language ? undefined : call.lang
  return (
    <>
      <header class="page-head">
        <Heading level={1} lang={lang}>
          {call.title}
        </Heading>
        <p>
          <PhaseTag t={t} phase={call.phase} />{' '}
          {t('page.of', { country: countryOf(call.facts.country).names[t.language], year: String(call.award.year) })}
        </p>
        {badges}
        {call.example && <ExampleNotice />}
        <Actions>
          {mayEnter && <ButtonLink href={awardPage(t.language, call.slug, '/enter')}>{t('enter.action')}</ButtonLink>}
          {isJuror && <ButtonLink href={awardPage(t.language, call.slug, '/jury')}>{t('jury.action')}</ButtonLink>}
          {mayManage && (
            <ButtonLink href={awardPage(t.language, call.slug, '/manage')} variant="secondary">
              {t('manage.action')}
            </ButtonLink>
          )}
          {[...actions]}
        </Actions>
      </header>
      <Prose lang={lang}>
        {(call.fields.description ?? []).map(({ text }) => (
          <p>{text}</p>
        ))}
      </Prose>
      <PhaseSteps t={t} call={call} />
      <Pool {...props} />
      {call.categories.map((category) => (
        <CategorySection {...props} category={category} />
      ))}
      <Section title={t('page.criteria')} id="criteria">
        <CriteriaTable t={t} criteria={call.criteria} />
      </Section>
      <Section title={t('jury.title')} id="jury">
        {props.jury.length === 0 ? (
          <p>{t('page.noJury')}</p>
        ) : (
          <ul>
            {props.jury.map((name) => (
              <li>{name}</li>
            ))}
          </ul>
        )}
        <p>{t('page.juryRule')}</p>
      </Section>
      <Section title={t('field.rules')} id="rules">
        <Prose lang={lang}>
          {(call.fields.rules ?? []).map(({ text }) => (
            <p>{text}</p>
          ))}
        </Prose>
      </Section>
      {parts.map(({ id, title, content }) => (
        <Section title={title} id={id}>
          {content}
        </Section>
      ))}
      <Meta>
        {t('page.data')} <Link href={`/api/v1/awards/entries.csv?award=${call.id}`}>CSV</Link>{' '}
        <Link href={`/api/v1/awards/entries.json?award=${call.id}`}>JSON</Link>{' '}
        <Link href={`/${t.language}/awards/list.atom`}>Atom</Link>
      </Meta>
    </>
  )
}

export const PhaseSteps = ({ t, call }: { t: AwardTexts; call: Call }) => {
  const { timeZone } = countryOf(call.facts.country)
  const at = PHASES.indexOf(call.phase)
  const state = (from: Phase, to: Phase): Step['state'] =>
    at > PHASES.indexOf(to) ? 'done' : at >= PHASES.indexOf(from) ? 'current' : 'waiting'
  const { award } = call
  return (
    <Steps
      label={t('page.dates')}
      steps={[
        {
          label: t('phase.open'),
          state: state('open', 'open'),
          note: t('between', {
            from: dateText(t.language, award.opensAt, 'long', timeZone),
            to: dayText(t, lastDayOf(award.entriesUntil, timeZone)),
          }),
        },
        {
          label: t('phase.judging'),
          state: state('judging', 'shortlisting'),
          note: untilText(t, call, award.judgingUntil),
        },
        { label: t('phase.voting'), state: state('voting', 'voting'), note: untilText(t, call, award.votingUntil) },
        { label: t('page.winners'), state: call.phase === 'decided' ? 'done' : state('counting', 'counting') },
      ]}
    />
  )
}

const Pool = ({ t, call, candidates }: AwardPageProps) => (
  <>
    <p>
      {t('page.pool', {
        from: dayText(t, call.award.poolFrom),
        to: dayText(t, call.award.poolTo),
        count: candidates,
      })}
    </p>
    {call.phase === 'voting' && <p>{t('vote.hidden')}</p>}
  </>
)

export const CriteriaTable = ({ t, criteria }: { t: AwardTexts; criteria: readonly Criterion[] }) => (
  <DataTable
    caption={t('page.criteria')}
    captionHidden
    columns={[
      { key: 'name', label: t('field.criterion') },
      { key: 'weight', label: t('field.weight'), align: 'end' },
    ]}
    rows={criteria.map(({ names, weight }) => ({
      name: <Named t={t} names={names} />,
      weight: numberText(t.language, weight / 100, { style: 'percent' }),
    }))}
  />
)

/** Winners first, then those on the shortlist, then the others; each in the order of the jury where that is known. */
const orderOf = ({ entry, result }: Shown) =>
  [entry.rank ?? 4, entry.publicWinner ? 0 : 1, entry.shortlisted ? 0 : 1, result?.rank ?? 999] as const
const inOrder = (a: Shown, b: Shown) => {
  const [first, second] = [orderOf(a), orderOf(b)]
  return first.reduce<number>((difference, value, index) => difference || value - (second[index] ?? 0), 0)
}

const CategorySection = (props: AwardPageProps & { category: Category }) => {
  const { t, call, category, vote } = props
  const entries = props.entries.filter(({ entry }) => entry.categoryId === category.id).toSorted(inOrder)
  const isFront = ({ entry }: Shown) =>
    call.phase === 'decided' ? entry.rank !== null || entry.publicWinner : entry.shortlisted
  const hasFront = ['voting', 'counting', 'decided'].includes(call.phase)
  const front = hasFront ? entries.filter(isFront) : []
  const rest = entries.filter((shown) => !front.includes(shown))
  return (
    <Section title={<Named t={t} names={category.names} />} id={`category-${category.position + 1}`}>
      {front.length > 0 && (
        <CardGrid wide>
          {front.map((shown) => (
            <EntryCard t={t} call={call} shown={shown}>
              {call.phase === 'voting' && vote(shown.entry)}
            </EntryCard>
          ))}
        </CardGrid>
      )}
      {rest.length > 0 &&
        (hasFront ? (
          <Details summary={t('page.others', { count: rest.length })}>
            <EntryList t={t} call={call} entries={rest} />
          </Details>
        ) : (
          <EntryList t={t} call={call} entries={rest} />
        ))}
      {entries.length === 0 && <Empty text={t('page.noEntries')} />}
      {call.shortlistReason && front.length > 0 && (
        <p>
          {t('page.shortlistReason')}{' '}
          <span lang={call.record.language === t.language ? undefined : call.record.language}>
            {call.shortlistReason}
          </span>
        </p>
      )}
    </Section>
  )
}

const EntryCard = ({ t, call, shown, children }: { t: AwardTexts; call: Call; shown: Shown; children?: Child }) => {
  const { entry, line } = shown
  const lang = line.lang === t.language ? undefined : line.lang
  const medal = medalText(t, entry)
  const reason = nameIn(entry.reasons, t.language)
  return (
    <article class="ds-card record-card">
      {medal && <Badges badges={[{ label: medal }]} />}
      <Heading level={3} size="xs" lang={lang}>
        <a href={line.href}>{line.title}</a>
      </Heading>
      <Meta>
        {line.note} {line.example && <ExampleTag />}
      </Meta>
      {reason.text ? (
        <p lang={reason.lang}>{reason.text}</p>
      ) : (
        <p class="record-summary" lang={lang}>
          {line.summary}
        </p>
      )}
      <EntryResult t={t} call={call} shown={shown} />
      {children}
    </article>
  )
}

const EntryList = ({ t, call, entries }: { t: AwardTexts; call: Call; entries: readonly Shown[] }) => (
  <ul>
    {entries.map((shown) => (
      <li>
        <PracticeName t={t} line={shown.line} />
        <EntryResult t={t} call={call} shown={shown} />
      </li>
    ))}
  </ul>
)
