/** The HTML of following and bookmarks: two buttons, one's own list, the end of letters. No queries. */
import type { RecordLine } from '#platform/module.ts'
import { dateText } from '#platform/texts.ts'
import {
  Button,
  ButtonLink,
  Card,
  Empty,
  ExampleTag,
  Heading,
  Lead,
  Link,
  Pager,
  PostButton,
  Tabs,
} from '#ui/index.tsx'
import { VIEWS, type View } from './forms.ts'
import type { Own } from './queries.ts'
import type { FollowingTexts } from './texts.ts'

export const ofPath = (t: FollowingTexts, recordId: string) => `/${t.language}/following/of/${recordId}`

/** Pressed or not is said to eyes by the tick and the words, to screen readers by `aria-pressed`. */
export const Toggles = ({ t, recordId, own }: { t: FollowingTexts; recordId: string; own: Own }) => (
  <form class="post-button toggles" method="post" action={ofPath(t, recordId)}>
    <Toggle pressed={own.follows} step={own.follows ? 'unfollow' : 'follow'}>
      {own.follows ? t('following') : t('follow')}
    </Toggle>
    <Toggle pressed={own.bookmarked} step={own.bookmarked ? 'unbookmark' : 'bookmark'}>
      {own.bookmarked ? t('bookmarked') : t('bookmark')}
    </Toggle>
  </form>
)

const Toggle = ({ pressed, step, children }: { pressed: boolean; step: string; children?: string }) => (
  <button
    class="ds-button"
    data-variant={pressed ? 'secondary' : 'tertiary'}
    type="submit"
    name="set"
    value={step}
    aria-pressed={pressed ? 'true' : 'false'}
  >
    {pressed && <span aria-hidden="true">✓</span>}
    {children}
  </button>
)

export const SignInToFollow = ({ t, recordId }: { t: FollowingTexts; recordId: string }) => (
  <ButtonLink href={ofPath(t, recordId)} variant="tertiary" rel="nofollow">
    {t('follow')}
  </ButtonLink>
)

/** A record that was followed; without a line it is gone, or no longer open to this person. */
export type OwnLine = { recordId: string; at: Date; line: RecordLine | undefined; kind: string | undefined }

const langOf = (line: RecordLine, t: FollowingTexts) => (line.lang === t.language ? undefined : line.lang)

type ListProps = {
  t: FollowingTexts
  view: View
  lines: readonly OwnLine[]
  page: number
  hasNext: boolean
  timeZone: string
}
export const FollowingPage = ({ t, view, lines, page, hasNext, timeZone }: ListProps) => {
  const at = (show: View, to = 1) => {
    const query = new URLSearchParams({ ...(show !== 'follows' && { show }), ...(to > 1 && { page: String(to) }) })
    return `/${t.language}/following${query.size ? `?${query}` : ''}`
  }
  return (
    <div class="section">
      <Heading level={1}>{t('title')}</Heading>
      <Lead>{t('lead')}</Lead>
      <Tabs
        label={t('views')}
        items={VIEWS.map((one) => ({ href: at(one), label: t(`view.${one}`), current: one === view }))}
      />
      {lines.length === 0 && page === 1 && <Empty text={t(`none.${view}`)} />}
      <ul class="card-grid card-grid-wide">
        {lines.map((one) => (
          <li>
            <OwnCard t={t} view={view} one={one} timeZone={timeZone} />
          </li>
        ))}
      </ul>
      <Pager page={page} hasNext={hasNext} href={(to) => at(view, to)} />
    </div>
  )
}

const OwnCard = ({ t, view, one, timeZone }: { t: FollowingTexts; view: View; one: OwnLine; timeZone: string }) => {
  const { line, kind, recordId } = one
  return (
    <Card>
      {line && (
        <p class="record-kind">
          <span>{kind}</span>
          {line.example && <ExampleTag />}
        </p>
      )}
      {line ? (
        <Heading level={2} size="xs" lang={langOf(line, t)}>
          <Link href={line.href}>{line.title}</Link>
        </Heading>
      ) : (
        <p>{t('gone')}</p>
      )}
      <ul class="record-meta">
        <li>{t('since', { date: dateText(t.language, one.at, 'long', timeZone) })}</li>
      </ul>
      <PostButton
        action={ofPath(t, recordId)}
        fields={{ set: view === 'follows' ? 'unfollow' : 'unbookmark', from: 'list' }}
        size="sm"
      >
        {t(`remove.${view}`)}
        {line && <span class="ds-sr-only">: {line.title}</span>}
      </PostButton>
    </Card>
  )
}

export const StopPage = ({ t, token, line }: { t: FollowingTexts; token: string; line: RecordLine | undefined }) => (
  <div class="section">
    <Heading level={1}>{t('stop.title')}</Heading>
    <Lead>{line ? t('stop.lead', { title: line.title }) : t('stop.leadUntitled')}</Lead>
    <form method="post" action={`/${t.language}/following/stop`}>
      <input type="hidden" name="token" value={token} />
      <Button>{t('stop.button')}</Button>
    </form>
  </div>
)

export const StoppedPage = ({ t, line }: { t: FollowingTexts; line: RecordLine | undefined }) => (
  <div class="section">
    <Heading level={1}>{t('stop.done')}</Heading>
    <p>{t('stop.again')}</p>
    {line && (
      <p>
        <Link href={line.href} lang={langOf(line, t)}>
          {line.title}
        </Link>
      </p>
    )}
    <p>
      <Link href={`/${t.language}/following`}>{t('title')}</Link>
    </p>
  </div>
)

export const BrokenLinkPage = ({ t }: { t: FollowingTexts }) => (
  <div class="section">
    <Heading level={1}>{t('stop.brokenTitle')}</Heading>
    <p>{t('stop.broken')}</p>
    <p>
      <Link href={`/${t.language}/following`}>{t('title')}</Link>
    </p>
  </div>
)
