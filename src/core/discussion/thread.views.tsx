/** A discussion as HTML: comments with their answers, what each reader may do with them, reactions. No queries. */
import type { Child } from 'hono/jsx'
import { countryOf } from '#countries/index.ts'
import { LANGUAGE_NAMES } from '#platform/languages.ts'
import { dateText, numberText } from '#platform/texts.ts'
import { Alert, Avatar, ExampleTag, Link, Meta, Pager, Tag } from '#ui/index.tsx'
import { CommentText } from './prose.tsx'
import { type CommentLine, pressedKey, type ReactionCounts, type Thread } from './reading.ts'
import { type Moderating, mayEdit, mayModerate, mayReact, mayReport, mayWithdraw, mayWriteAgain } from './rules.ts'
import { REACTIONS } from './schema.ts'
import type { DiscussionTexts } from './texts.ts'

/** Who looks, and what they have pressed. */
export type Viewer = Moderating & { now: Date; pressed: ReadonlySet<string>; mayWrite: boolean }

/** The record that is discussed, as far as its discussion shows it. */
export type Discussed = {
  id: string
  country: string
  ownerId: string | null
  /** With the language, encoded: `/mk/practices/%D0%B2…`. */
  href: string
  /** Names of its sections by field. */
  fields: ReadonlyMap<string, string>
}

type Common = { t: DiscussionTexts; viewer: Viewer; discussed: Discussed }

export const discussionPath = (t: DiscussionTexts, path: string) => `/${t.language}/discussion/${path}`

type ThreadProps = Common & { thread: Thread; showsPager: boolean }
export const ThreadView = ({ thread, showsPager, ...common }: ThreadProps) => {
  const { t, discussed } = common
  const href = (page: number) =>
    page === 1 ? discussionPath(t, `of/${discussed.id}`) : `${discussionPath(t, `of/${discussed.id}`)}?page=${page}`
  return (
    <>
      {thread.comments.length > 0 && (
        <ol class="comments">
          {thread.comments.map((comment) => (
            <li>
              <CommentView {...common} comment={comment} />
              {comment.answers.length > 0 && (
                <ol class="comments answers" aria-label={t('thread.answersTo', { name: authorName(t, comment) })}>
                  {comment.answers.map((answer) => (
                    <li>
                      <CommentView {...common} comment={answer} />
                    </li>
                  ))}
                </ol>
              )}
            </li>
          ))}
        </ol>
      )}
      {showsPager ? (
        <Pager page={thread.page} pages={thread.pages} label={t('thread.pages')} href={href} />
      ) : (
        thread.pages > 1 && (
          <p>
            <Link href={href(2)}>{t('thread.more')}</Link>
          </p>
        )
      )}
    </>
  )
}

export const authorName = (t: DiscussionTexts, { author, isGone, state }: CommentLine) =>
  isGone ? t(`gone.${state as 'waiting'}`) : (author?.name ?? t('author.deleted'))

const CommentView = ({ comment, ...common }: Common & { comment: CommentLine }) => {
  const { t } = common
  if (comment.isGone)
    return (
      <article class="comment" id={`comment-${comment.id}`} aria-label={authorName(t, comment)}>
        <p class="meta">{authorName(t, comment)}</p>
      </article>
    )
  return (
    <article class="comment" id={`comment-${comment.id}`} aria-labelledby={`author-${comment.id}`}>
      <CommentHead {...common} comment={comment} />
      <OwnState {...common} comment={comment} />
      <CommentText text={comment.text} lang={comment.language} />
      <div class="comment-foot" data-no-print="">
        <Reactions {...common} comment={comment} counts={comment.reactions} />
        <CommentLinks {...common} comment={comment} />
      </div>
    </article>
  )
}

/** Who wrote it, for whom, when, about which part, in which language. */
export const CommentHead = ({ t, discussed, comment }: Omit<Common, 'viewer'> & { comment: CommentLine }) => {
  const { organisation, anchor, language, editedAt } = comment
  const { timeZone } = countryOf(discussed.country)
  const section = anchor && discussed.fields.get(anchor.field)
  return (
    <header class="comment-head">
      <Avatar name={authorName(t, comment)} size="sm" />
      <p>
        <strong id={`author-${comment.id}`}>{authorName(t, comment)}</strong>
        {organisation && (
          <>
            {', '}
            <span lang={organisation.language === t.language ? undefined : organisation.language}>
              {organisation.name}
            </span>
          </>
        )}{' '}
        {comment.byAuthor && <Tag color="brand">{t('author.ofRecord')}</Tag>} {comment.example && <ExampleTag />}
        <span class="meta">
          <a href={discussionPath(t, comment.id)}>
            <time datetime={comment.createdAt.toISOString()}>
              {dateText(t.language, comment.createdAt, 'moment', timeZone)}
            </time>
          </a>
          {editedAt && (
            <>
              {' · '}
              <span title={dateText(t.language, editedAt, 'moment', timeZone)}>{t('comment.edited')}</span>
            </>
          )}
          {language !== t.language && (
            <>
              {' · '}
              <span lang={language}>{LANGUAGE_NAMES[language]}</span>
            </>
          )}
          {section && (
            <>
              {' · '}
              <a href={anchorHref(discussed, anchor)}>{t('comment.about', { section })}</a>
            </>
          )}
        </span>
      </p>
    </header>
  )
}

/** A paragraph is found by its id, a section by the name of its field, as pages of records write them. */
const anchorHref = ({ href }: Discussed, { field, paragraphId }: { field: string; paragraphId: string }) =>
  `${href}#${paragraphId === '' ? field : `p-${paragraphId}`}`

/** What only its author sees: that it waits, or why it was refused. */
export const OwnState = ({ t, comment }: { t: DiscussionTexts; comment: CommentLine }) => {
  if (comment.state === 'waiting') return <Alert color="info">{t('own.waiting')}</Alert>
  if (comment.state !== 'refused') return null
  return (
    <Alert color="warning">
      <p>{t('own.refused')}</p>
      <Reason t={t} reason={comment.reason} note={comment.note} />
    </Alert>
  )
}

export const Reason = ({ t, reason, note }: Pick<CommentLine, 'reason' | 'note'> & { t: DiscussionTexts }) => (
  <>
    {reason && <p>{t(`reason.${reason}`)}</p>}
    {note && <p>{t('own.note', { note })}</p>}
  </>
)

/** Buttons for who may press them; for the rest how often others did. */
export const Reactions = ({
  t,
  viewer,
  discussed,
  comment,
  counts,
}: Common & { comment?: CommentLine; counts: ReactionCounts }) => {
  const may = comment ? mayReact(viewer.actor, comment) : viewer.actor.id !== null
  const given = REACTIONS.filter((reaction) => (counts[reaction] ?? 0) > 0)
  if (!may)
    return given.length === 0 ? null : (
      <ul class="reactions" aria-label={t('reactions')}>
        {given.map((reaction) => (
          <li class="meta">
            {t(`reaction.${reaction}`)} <Count t={t} count={counts[reaction]} />
          </li>
        ))}
      </ul>
    )
  return (
    <form
      class="reactions"
      method="post"
      action={discussionPath(t, comment ? `${comment.id}/react` : `of/${discussed.id}/react`)}
    >
      {!comment && <span>{t('reactions.ofRecord')}</span>}
      {REACTIONS.map((reaction) => {
        const isPressed = viewer.pressed.has(pressedKey(comment?.id ?? null, reaction))
        return (
          <button
            class="ds-button"
            data-variant={isPressed ? 'secondary' : 'tertiary'}
            data-size="sm"
            type="submit"
            name={isPressed ? 'take' : 'give'}
            value={reaction}
            aria-pressed={isPressed ? 'true' : 'false'}
          >
            {t(`reaction.${reaction}`)} <Count t={t} count={counts[reaction]} />
          </button>
        )
      })}
    </form>
  )
}

const Count = ({ t, count }: { t: DiscussionTexts; count: number | undefined }) =>
  count ? <span class="reaction-count">{numberText(t.language, count)}</span> : null

const CommentLinks = ({ t, viewer, discussed, comment }: Common & { comment: CommentLine }) => {
  const { actor, now } = viewer
  const at = (path: string) => discussionPath(t, `${comment.id}/${path}`)
  const name = authorName(t, comment)
  const answers = comment.answers.filter(({ state }) => state !== 'refused').length
  const links: (Child | false)[] = [
    viewer.mayWrite && comment.parentId === null && comment.state === 'shown' && (
      <a href={at('answer')} aria-label={t('answer.to', { name })}>
        {t('answer.link')}
      </a>
    ),
    viewer.mayWrite && mayEdit(actor, comment, answers, now) && <a href={at('edit')}>{t('edit.link')}</a>,
    mayWriteAgain(actor, comment) && <a href={at('again')}>{t('again.title')}</a>,
    mayWithdraw(actor, comment) && <a href={at('withdraw')}>{t('withdraw.link')}</a>,
    mayReport(actor, comment) && (
      <a href={at('report')} aria-label={t('report.of', { name })}>
        {t('report.link')}
      </a>
    ),
    mayModerate(viewer, comment, discussed) && (
      <a href={at('moderate')} aria-label={t('moderate.of', { name })}>
        {t('moderate.link')}
      </a>
    ),
  ]
  const shown = links.filter((link) => link !== false)
  return shown.length === 0 ? null : <p class="comment-links">{shown}</p>
}

/** A comment alone, on the page of something that one does with it. */
export const QuotedComment = ({
  t,
  discussed,
  comment,
}: {
  t: DiscussionTexts
  discussed: Discussed
  comment: CommentLine
}) => (
  <blockquote class="comment comment-quoted">
    <CommentHead t={t} discussed={discussed} comment={comment} />
    {comment.isGone ? (
      <Meta>{authorName(t, comment)}</Meta>
    ) : (
      <CommentText text={comment.text} lang={comment.language} />
    )}
  </blockquote>
)
