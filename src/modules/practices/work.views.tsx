/** What those who work on a practice see around its text: where it stands, what they may do next, what was said in review. */
import type { Actor } from '#platform/actor.ts'
import { dateText } from '#platform/texts.ts'
import { Actions, Alert, ButtonLink, Card, Link, PostButton, Section } from '#ui/index.tsx'
import type { Manuscript, NoteLine } from './manuscripts.ts'
import { type PracticeTexts, practicePage } from './naming.ts'
import { may, mayEdit } from './rules.ts'
import type { Reason } from './schema.ts'
import { StateTag } from './state.views.tsx'

type WorkProps = { t: PracticeTexts; manuscript: Manuscript; actor: Actor }

/** Above the preview, and on the public page for those who work on the practice. */
export const WorkNotice = ({ t, manuscript, actor }: WorkProps) => {
  const { practice, record } = manuscript
  const revising = record.publishedVersion !== null && practice.state !== 'published' && practice.state !== 'archived'
  return (
    <Card tinted>
      <p>
        <StateTag t={t} state={practice.state} /> {t(`state.next.${practice.state}`)}
      </p>
      {revising && <p>{t('write.publicMeanwhile')}</p>}
      <WorkActions t={t} manuscript={manuscript} actor={actor} />
    </Card>
  )
}

/** Only what this person may do now. */
export const WorkActions = ({ t, manuscript, actor }: WorkProps) => {
  const { slug, rules, record } = manuscript
  const page = (name: string) => practicePage(t.language, slug, name)
  const fields = { revision: String(record.revision) }
  const reviews = (['publish', 'archive', 'restore'] as const).some((step) => may(actor, step, rules))
  return (
    <Actions>
      {mayEdit(actor, rules) && (
        <ButtonLink href={page('/edit')} size="sm">
          {t('page.edit')}
        </ButtonLink>
      )}
      {reviews && (
        <ButtonLink href={page('/review')} size="sm">
          {t('page.review')}
        </ButtonLink>
      )}
      {may(actor, 'withdraw', rules) && (
        <PostButton action={page('/withdraw')} fields={fields} size="sm">
          {t('write.withdraw')}
        </PostButton>
      )}
      {may(actor, 'revise', rules) && (
        <PostButton action={page('/revise')} fields={fields} size="sm">
          {t('write.revise')}
        </PostButton>
      )}
      <Link href={page('/versions')}>{t('page.versions')}</Link>
    </Actions>
  )
}

const Reasons = ({ t, reasons }: { t: PracticeTexts; reasons: readonly Reason[] }) =>
  reasons.length === 0 ? null : (
    <ul>
      {reasons.map((reason) => (
        <li>{t(`reason.${reason}`)}</li>
      ))}
    </ul>
  )

/** What the reviewer asks for, above the form in which it is done. */
export const AskedChanges = ({ t, note }: { t: PracticeTexts; note: NoteLine }) => (
  <Alert color="warning" title={t('review.asked', { date: dateText(t.language, note.at) })}>
    <Reasons t={t} reasons={note.reasons} />
    {note.note && <p>{note.note}</p>}
  </Alert>
)

/** Everything that was decided, newest first. */
export const Notes = ({ t, notes, timeZone }: { t: PracticeTexts; notes: readonly NoteLine[]; timeZone: string }) =>
  notes.length === 0 ? null : (
    <Section title={t('review.history')} id="history">
      <ol class="timeline">
        {notes.map((note) => (
          <li>
            <p>
              <StateTag t={t} state={note.to} />{' '}
              <time datetime={note.at.toISOString()}>{dateText(t.language, note.at, 'moment', timeZone)}</time>
              {note.authorName && ` · ${note.authorName}`} · {t('page.version', { number: note.version })}
            </p>
            <Reasons t={t} reasons={note.reasons} />
            {note.note && <p>{note.note}</p>}
          </li>
        ))}
      </ol>
    </Section>
  )
