/** Messages to the reader: alerts, tags, the mark of an example, and what a list says when it is empty. */
import type { Child } from 'hono/jsx'
import { useWords } from './language.tsx'
import { Hidden, type Level, useLevel } from './words.tsx'

export const ALERT_COLORS = ['info', 'success', 'warning', 'danger'] as const
export type AlertColor = (typeof ALERT_COLORS)[number]

export type AlertProps = { color?: AlertColor; title?: string; level?: Level; children?: Child }
/** The colour is said in words too, for those who do not see it. */
export const Alert = ({ color = 'info', title, level = useLevel(), children }: AlertProps) => {
  const t = useWords()
  const Title = `h${level}` as 'h2'
  return (
    <div class="ds-alert" data-color={color}>
      {title ? (
        <Title class="ds-heading" data-size="xs">
          <Hidden>{t(color)}: </Hidden>
          {title}
        </Title>
      ) : (
        <Hidden>{t(color)}: </Hidden>
      )}
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  )
}

export type FlashMessage = { color?: AlertColor; text: string }
/** What the last action did; read aloud when the page opens. */
export const Flash = ({ messages }: { messages: readonly FlashMessage[] }) =>
  messages.length === 0 ? null : (
    <div class="flash" role="status">
      {messages.map(({ color = 'success', text }) => (
        <Alert color={color}>{text}</Alert>
      ))}
    </div>
  )

export const TAG_COLORS = ['neutral', 'brand', 'ochre', 'info', 'success', 'warning', 'danger'] as const
export type TagColor = (typeof TAG_COLORS)[number]
export type TagProps = { color?: TagColor; href?: string; children?: Child }
export const Tag = ({ color = 'neutral', href, children }: TagProps) =>
  href ? (
    <a class="ds-tag" data-color={color} href={href}>
      {children}
    </a>
  ) : (
    <span class="ds-tag" data-color={color}>
      {children}
    </span>
  )

export type BadgeProps = { label: string; href?: string; title?: string }
/** Marks of recognition: a medal, "practice of the week". Nothing when there are none. */
export const Badges = ({ badges }: { badges: readonly BadgeProps[] }) =>
  badges.length === 0 ? null : (
    <ul class="badges">
      {badges.map(({ label, href, title }) => (
        <li class="badge" title={title}>
          {href ? <a href={href}>{label}</a> : label}
        </li>
      ))}
    </ul>
  )

/** Marks what we wrote ourselves to show how the portal works. */
export const ExampleTag = () => {
  const t = useWords()
  return (
    <span class="ds-tag" data-color="ochre" data-variant="outline" title={t('exampleNotice')}>
      {t('example')}
    </span>
  )
}

/** The same in a sentence, at the top of an example's page. */
export const ExampleNotice = () => {
  const t = useWords()
  return (
    <p class="example-notice">
      <ExampleTag /> {t('exampleNotice')}
    </p>
  )
}

/** What to say, and what one can do, where there is nothing yet. */
export const Empty = ({ title, text, action }: { title?: string; text: string; action?: Child }) => (
  <div class="empty">
    {title && <p class="empty-title">{title}</p>}
    <p>{text}</p>
    {action && <div class="actions">{action}</div>}
  </div>
)
