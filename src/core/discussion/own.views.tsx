/** The pages of a whole discussion and of one's own comments. */
import type { RecordLine } from '#platform/module.ts'
import { dateText } from '#platform/texts.ts'
import { Alert, Card, Empty, Heading, Lead, Link, Pager } from '#ui/index.tsx'
import { CommentForm, type Writing } from './form.views.tsx'
import { StateTag } from './moderation.views.tsx'
import { CommentText } from './prose.tsx'
import type { Thread } from './reading.ts'
import type { CommentRow } from './schema.ts'
import type { DiscussionTexts } from './texts.ts'
import { type Discussed, discussionPath, Reactions, Reason, ThreadView, type Viewer } from './thread.views.tsx'

/** What one may do here: write, sign in first, or nothing because the country closed its discussions. */
export type Invitation = { kind: 'write'; writing: Writing } | { kind: 'sign-in'; href: string } | { kind: 'closed' }

export type DiscussionProps = {
  t: DiscussionTexts
  thread: Thread
  viewer: Viewer
  discussed: Discussed
  invitation: Invitation
  showsPager: boolean
}
/** The same below a record and on a page of its own. */
export const Discussion = ({ t, thread, viewer, discussed, invitation, showsPager }: DiscussionProps) => (
  <>
    <Reactions t={t} viewer={viewer} discussed={discussed} counts={thread.reactions} />
    {thread.comments.length === 0 && <p>{t(invitation.kind === 'closed' ? 'thread.noneClosed' : 'thread.none')}</p>}
    <ThreadView t={t} thread={thread} viewer={viewer} discussed={discussed} showsPager={showsPager} />
    <div data-no-print="" id="write-comment">
      {invitation.kind === 'write' && (
        <>
          <CommentForm t={t} discussed={discussed} writing={invitation.writing} />
          <p>
            <Link href={discussionPath(t, 'mine')}>{t('mine.title')}</Link>
          </p>
        </>
      )}
      {invitation.kind === 'sign-in' && (
        <p>
          <Link href={invitation.href}>{t('form.signIn')}</Link>
        </p>
      )}
      {invitation.kind === 'closed' && <Alert color="info">{t('form.closed')}</Alert>}
    </div>
  </>
)

export const DiscussionPage = ({ line, ...props }: DiscussionProps & { line: RecordLine | undefined }) => {
  const { t, discussed, thread } = props
  return (
    <>
      <Heading level={1}>{t('thread.count', { count: thread.count })}</Heading>
      <Lead>
        <a href={discussed.href} lang={!line || line.lang === t.language ? undefined : line.lang}>
          {line?.title ?? t('untitled')}
        </a>
      </Lead>
      <Discussion {...props} />
    </>
  )
}

export type MineProps = {
  t: DiscussionTexts
  comments: readonly { comment: CommentRow; line: RecordLine | undefined }[]
  page: number
  hasNext: boolean
}
export const MinePage = ({ t, comments, page, hasNext }: MineProps) => (
  <>
    <Heading level={1}>{t('mine.title')}</Heading>
    <Lead>{t('mine.lead')}</Lead>
    {comments.length === 0 && <Empty text={t('mine.none')} />}
    <ol class="comments">
      {comments.map(({ comment, line }) => (
        <li>
          <Card>
            <p>
              <StateTag t={t} state={comment.state} />{' '}
              {line ? (
                <a
                  href={comment.state === 'withdrawn' ? line.href : discussionPath(t, comment.id)}
                  lang={line.lang === t.language ? undefined : line.lang}
                >
                  {line.title}
                </a>
              ) : (
                t('moderate.unread')
              )}
              <span class="meta">{dateText(t.language, comment.createdAt, 'long')}</span>
            </p>
            {comment.state === 'refused' && <Reason t={t} reason={comment.reason} note={comment.note} />}
            {comment.text !== '' && <CommentText text={comment.text} lang={comment.language} />}
            {comment.state === 'refused' && (
              <p>
                <Link href={discussionPath(t, `${comment.id}/again`)}>{t('again.title')}</Link>
              </p>
            )}
          </Card>
        </li>
      ))}
    </ol>
    <Pager page={page} hasNext={hasNext} href={(to) => `${discussionPath(t, 'mine')}?page=${to}`} />
  </>
)
