/** What those who answer for a repeated practice, and editors of its country, see above it: where it stands and what they may do. */
import type { Actor } from '#platform/actor.ts'
import { emptyForm, type FormState } from '#platform/forms.ts'
import { Actions, Alert, ButtonLink, Card, Details, Field, Form, PostButton } from '#ui/index.tsx'
import type { ReplicationReading } from './queries.ts'
import { may, mayEdit, type Step, speaksFor } from './rules.ts'
import type { ReplicationTexts } from './texts.ts'
import { replicationPage } from './views.tsx'

type WorkProps = {
  t: ReplicationTexts
  actor: Actor
  reading: ReplicationReading
  /** The reason as it was typed, when something is wrong with it. */
  form?: FormState
}
export const WorkNotice = ({ t, actor, reading, form }: WorkProps) => {
  const { line, record, takenDownFor } = reading
  const facts = { ...record, state: line.state, takenDown: takenDownFor !== null }
  const allowed = (step: Step) => may(actor, step, facts)
  const at = (page: string) => replicationPage(t.language, line.slug, page)
  const fields = { revision: String(record.revision) }
  const steps = (['withdraw', 'publish', 'restore'] as const).filter(allowed)
  const edits = mayEdit(actor, facts)
  if (line.state === 'published' && !edits && steps.length === 0 && !allowed('takeDown')) return null
  return (
    <Card tinted>
      {line.state === 'withdrawn' && (
        <Alert color="warning">
          <p>{t(takenDownFor === null ? 'work.withdrawn' : 'work.takenDown')}</p>
          {takenDownFor && <p>{takenDownFor}</p>}
        </Alert>
      )}
      {speaksFor(actor, record) && line.state === 'published' && <p>{t('work.yours')}</p>}
      {(edits || steps.length > 0) && (
        <Actions>
          {edits && (
            <ButtonLink href={at('/edit')} size="sm">
              {t('work.edit')}
            </ButtonLink>
          )}
          {steps.map((step) => (
            <PostButton action={at(`/${step}`)} fields={fields} size="sm">
              {t(`work.${step}`)}
            </PostButton>
          ))}
        </Actions>
      )}
      {allowed('takeDown') && (
        <Details summary={t('work.takeDown')} open={form !== undefined}>
          <Form
            action={at('/take-down')}
            form={{ ...(form ?? emptyForm()), revision: record.revision }}
            submit={t('work.takeDownDo')}
          >
            <Field
              form={form ?? emptyForm()}
              name="reason"
              label={t('work.reason')}
              hint={t('work.reasonHint')}
              rows={3}
              maxlength={1000}
              required
            />
          </Form>
        </Details>
      )}
    </Card>
  )
}
