/** The page of somebody who writes a practice: the form with its checklist, what was typed before, and what else may be done with it. */
import type { Child } from 'hono/jsx'
import { dateText } from '#platform/texts.ts'
import { Actions, ButtonLink, Card, Columns, Heading, Lead, Link, Meta, PostButton } from '#ui/index.tsx'
import type { Check } from './checklist.ts'
import { Checklist } from './checklist.views.tsx'
import { PracticeForm, type PracticeFormProps } from './fields.views.tsx'
import type { Manuscript } from './manuscripts.ts'
import { type PracticeTexts, practicePage } from './naming.ts'
import { StateTag } from './state.views.tsx'

export type UnsentDraft = { updatedAt: Date; shown: boolean }
export type WritingProps = PracticeFormProps & {
  checks: readonly Check[]
  /** What was typed here and never saved. */
  draft?: UnsentDraft
  /** Files that belong to the practice: the part that core/files makes. */
  files?: Child
  /** Stands above the form: why it is shown again. */
  notice?: Child
}

export const WritingPage = (props: WritingProps) => {
  const { t, manuscript, files, notice, draft, draftKey, checks, options } = props
  const { language } = t
  const title = manuscript ? t('write.editTitle') : t('write.newTitle')
  return (
    <>
      <header class="page-head">
        <Heading level={1}>{title}</Heading>
        {manuscript && (
          <p>
            <StateTag t={t} state={manuscript.practice.state} />{' '}
            <span lang={manuscript.content.language}>{manuscript.content.title}</span>
          </p>
        )}
        <Lead>{t('write.lead')}</Lead>
        <p>
          {options.organisation
            ? t('write.inNameOf', { organisation: options.organisation.name })
            : t('write.inOwnName')}
        </p>
      </header>
      {notice}
      {draft && !draft.shown && <DraftOffer t={t} draft={draft} draftKey={draftKey} />}
      <Columns
        aside={
          <>
            <Checklist t={t} checks={checks} />
            {manuscript && <ManuscriptActions t={t} manuscript={manuscript} />}
          </>
        }
      >
        <PracticeForm {...props} />
        {files}
        {!manuscript && <Meta>{t('write.filesLater')}</Meta>}
      </Columns>
      <p>
        <Link href={`/${language}/practices/mine`}>{t('write.mineTitle')}</Link>
      </p>
    </>
  )
}

/** What was typed earlier and neither saved nor thrown away. */
const DraftOffer = ({ t, draft, draftKey }: { t: PracticeTexts; draft: UnsentDraft; draftKey: string }) => (
  <Card tinted level={2} title={t('write.draftFound', { date: dateText(t.language, draft.updatedAt, 'moment') })}>
    <p>{t('write.draftQuestion')}</p>
    <Actions>
      <ButtonLink href="?draft=1" size="sm">
        {t('write.draftContinue')}
      </ButtonLink>
      <PostButton
        action={`/${t.language}/drafts/${draftKey}/drop`}
        fields={{ back: `/${t.language}/practices/mine` }}
        variant="tertiary"
        size="sm"
        confirm={t('write.draftDropAsk')}
      >
        {t('write.draftDrop')}
      </PostButton>
    </Actions>
  </Card>
)

/** What an author may do with a manuscript beside writing it. */
const ManuscriptActions = ({ t, manuscript }: { t: PracticeTexts; manuscript: Manuscript }) => {
  const { slug, record } = manuscript
  const page = (name: string) => practicePage(t.language, slug, name)
  return (
    <section class="section" aria-labelledby="manuscript-actions">
      <Heading level={2} size="xs" id="manuscript-actions">
        {t('write.actions')}
      </Heading>
      <ul>
        <li>
          <Link href={page('/versions')}>{t('page.versions')}</Link>
        </li>
        {record.publishedVersion !== null && (
          <li>
            <Link href={page('')}>{t('write.seePublished')}</Link>
          </li>
        )}
      </ul>
      {record.publishedVersion === null && (
        <PostButton
          action={page('/remove')}
          fields={{ revision: String(record.revision) }}
          variant="danger"
          size="sm"
          confirm={t('write.removeAsk')}
        >
          {t('write.remove')}
        </PostButton>
      )}
    </section>
  )
}
