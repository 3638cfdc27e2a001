/** The pages of a juror: the declaration, the list of what there is to judge, and the sheet of one entry. */
import { type FormState, typedValue } from '#platform/forms.ts'
import type { RecordLine } from '#platform/module.ts'
import {
  Alert,
  ButtonLink,
  Checkbox,
  Checkboxes,
  Choice,
  Form,
  Heading,
  Lead,
  Link,
  Meta,
  Progress,
  Section,
} from '#ui/index.tsx'
import type { Call } from './calls.ts'
import { MOST_POINTS } from './engine/scores.ts'
import type { Juror } from './jury.ts'
import { CriteriaTable } from './page.views.tsx'
import { resultText, type Shown } from './result.views.tsx'
import { canDeclare, canScore } from './rules.ts'
import type { AwardTexts } from './texts.ts'
import { awardPage, inText, Named, PracticeName, SureForm, untilText } from './views.tsx'

export type ToJudge = Shown & { conflict: 'automatic' | 'declared' | undefined; given: number }
export type JuryProps = {
  t: AwardTexts
  call: Call
  juror: Juror
  entries: readonly ToJudge[]
  form: FormState
}
export const JuryPage = (props: JuryProps) => {
  const { t, call, juror } = props
  return (
    <>
      <header class="page-head">
        <Heading level={1}>{t('jury.title')}</Heading>
        <Lead>
          <Link href={awardPage(t.language, call.slug)} lang={call.lang === t.language ? undefined : call.lang}>
            {call.title}
          </Link>
        </Lead>
        <p>{t(`jury.phase.${phaseOfJuror(call, juror)}`)}</p>
        {call.phase === 'judging' && <Meta>{untilText(t, call, call.award.judgingUntil)}</Meta>}
      </header>
      {canScore(call.phase, juror) && <Judging {...props} />}
      {juror.submittedAt && <Sent {...props} />}
      {canDeclare(call.phase, juror) && <Declaration {...props} />}
      <Section title={t('page.criteria')}>
        <CriteriaTable t={t} criteria={call.criteria} />
      </Section>
      {!juror.submittedAt && ['announced', 'open', 'judging'].includes(call.phase) && (
        <Section title={t('jury.leaveTitle')}>
          <SureForm
            t={t}
            action={awardPage(t.language, call.slug, '/jury/leave')}
            submit={t('jury.leave')}
            ask={t('jury.leaveAsk')}
            name="sure-leave"
          />
        </Section>
      )}
    </>
  )
}

const phaseOfJuror = (call: Call, juror: Juror) => {
  if (juror.submittedAt) return 'sent'
  if (call.phase === 'judging') return juror.declaredAt ? 'judge' : 'declare'
  return ['draft', 'announced', 'open'].includes(call.phase) ? 'wait' : 'over'
}

const Declaration = ({ t, call, juror, entries, form }: JuryProps) => {
  const automatic = entries.filter(({ conflict }) => conflict === 'automatic')
  const free = entries.filter(({ conflict }) => conflict !== 'automatic')
  const filled =
    form.values.conflicts === undefined
      ? {
          ...form,
          values: {
            ...form.values,
            conflicts: free.filter(({ conflict }) => conflict).map(({ entry }) => entry.id),
            ...(juror.declaredAt && { accept: 'on' }),
          },
        }
      : form
  return (
    <Section title={t('declare.title')} id="declaration">
      <p>{t('declare.text')}</p>
      {automatic.length > 0 && (
        <Alert color="info" title={t('declare.automatic')}>
          <ul>
            {automatic.map(({ line }) => (
              <li>
                <PracticeName t={t} line={line} />
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <Form action={awardPage(t.language, call.slug, '/jury')} form={filled} submit={t('declare.submit')}>
        {free.length > 0 && (
          <Checkboxes
            form={filled}
            name="conflicts"
            label={t('declare.conflicts')}
            hint={t('declare.hint')}
            options={free.map(({ entry, line }) => ({
              value: entry.id,
              label: [line.title, line.note].filter(Boolean).join(', '),
            }))}
          />
        )}
        <Checkbox form={filled} name="accept" label={t('declare.accept')} required />
      </Form>
    </Section>
  )
}

const Judging = ({ t, call, entries }: JuryProps) => {
  const own = entries.filter(({ conflict }) => !conflict)
  const done = own.filter(({ given }) => given === call.criteria.length).length
  return (
    <Section title={t('jury.entries')} id="entries">
      <Progress
        label={t('jury.progress')}
        value={done}
        max={Math.max(1, own.length)}
        text={t('jury.progressText', { done, all: own.length })}
      />
      {call.categories.map(({ id, names }) => {
        const shown = entries.filter(({ entry }) => entry.categoryId === id)
        return shown.length === 0 ? null : (
          <Section title={<Named t={t} names={names} />}>
            <ul>
              {shown.map((one) => (
                <EntryLine t={t} call={call} one={one} />
              ))}
            </ul>
          </Section>
        )
      })}
      <SureForm
        t={t}
        action={awardPage(t.language, call.slug, '/jury/submit')}
        submit={t('jury.submit')}
        ask={t('jury.submitAsk')}
        name="sure-submit"
      />
      <Meta>{t('jury.submitHint')}</Meta>
    </Section>
  )
}

const EntryLine = ({ t, call, one }: { t: AwardTexts; call: Call; one: ToJudge }) => (
  <li>
    <PracticeName t={t} line={one.line} />
    {one.conflict ? (
      <Meta>{t('jury.conflict')}</Meta>
    ) : (
      <p>
        <Link href={awardPage(t.language, call.slug, `/jury/${one.entry.id}`)}>
          {t(one.given === call.criteria.length ? 'jury.change' : 'jury.give', { title: one.line.title })}
        </Link>
      </p>
    )}
  </li>
)

/** What all who have sent their points gave together. */
const Sent = ({ t, call, entries }: JuryProps) => (
  <Section title={t('jury.results')} id="results">
    {call.categories.map(({ id, names }) => {
      const shown = entries
        .filter(({ entry, result }) => entry.categoryId === id && result)
        .toSorted((a, b) => (a.result?.rank ?? 999) - (b.result?.rank ?? 999))
      return shown.length === 0 ? null : (
        <Section title={<Named t={t} names={names} />}>
          <ul>
            {shown.map(({ line, result, conflict }) => (
              <li>
                <PracticeName t={t} line={line} />
                <Meta>
                  {[result && resultText(t, result), conflict && t('jury.conflict')].filter(Boolean).join(' · ')}
                </Meta>
              </li>
            ))}
          </ul>
        </Section>
      )
    })}
  </Section>
)

export type SheetProps = {
  t: AwardTexts
  call: Call
  entryId: string
  line: RecordLine
  form: FormState
  /** The next entry without all its points. */
  nextId: string | undefined
}
/** Points of one entry: kept as one chooses, and by the button. */
export const SheetPage = ({ t, call, entryId, line, form, nextId }: SheetProps) => {
  const here = awardPage(t.language, call.slug, `/jury/${entryId}`)
  return (
    <>
      <header class="page-head">
        <Heading level={1}>{t('sheet.title')}</Heading>
        <Lead>
          <PracticeName t={t} line={line} />
        </Lead>
        <p>{t('sheet.text')}</p>
      </header>
      <Form
        action={here}
        form={form}
        submit={t('sheet.save')}
        draftKey={`award-points.${entryId}`}
        draftUrl={`${here}/points`}
        more={
          nextId && (
            <ButtonLink href={awardPage(t.language, call.slug, `/jury/${nextId}`)} variant="secondary">
              {t('sheet.next')}
            </ButtonLink>
          )
        }
      >
        {call.criteria.map(({ id, names, weight }) => (
          <Choice
            form={{ ...form, values: { ...form.values, [id]: typedValue(form, id) } }}
            name={id}
            label={t('sheet.criterion', { name: inText(t, names), weight })}
            required
            empty={t('sheet.noPoints')}
            options={Array.from({ length: MOST_POINTS + 1 }, (_, points) => ({
              value: String(points),
              label: String(points),
            }))}
          />
        ))}
      </Form>
      <p>
        <Link href={awardPage(t.language, call.slug, '/jury')}>{t('sheet.back')}</Link>
      </p>
    </>
  )
}
