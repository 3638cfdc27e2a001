/** Cards: a record in a list, a figure, a person's initials. Whole lists of facts are tables. */
import type { Child } from 'hono/jsx'
import type { Language } from '#platform/languages.ts'
import { type BadgeProps, Badges, ExampleTag, Tag, type TagColor } from './notices.tsx'
import { Heading, type Level, useLevel } from './words.tsx'

export type CardProps = { title?: string; href?: string; level?: Level; tinted?: boolean; children?: Child }
export const Card = ({ title, href, level = useLevel(), tinted, children }: CardProps) => (
  <div class="ds-card" data-variant={tinted ? 'tinted' : undefined} data-linked={href ? '' : undefined}>
    {title && (
      <Heading level={level} size="xs">
        {href ? (
          <a class="card-link" href={href}>
            {title}
          </a>
        ) : (
          title
        )}
      </Heading>
    )}
    {children}
  </div>
)

/** Cards in as many columns as fit. Each child becomes an item of the list; `wide` makes them at least 22 rem. */
export const CardGrid = ({ children, wide }: { children: Child | Child[]; wide?: boolean }) => (
  <ul class={wide ? 'card-grid card-grid-wide' : 'card-grid'}>
    {[children].flat(2).map((child) => (
      <li>{child as Child}</li>
    ))}
  </ul>
)

export type RecordTag = { label: string; href?: string; color?: TagColor }
export type RecordCardProps = {
  href: string
  title: string
  /** What it is: "Practice", "Expert". */
  kind?: string
  /** Place, date, size: short facts in one line. */
  meta?: readonly Child[]
  summary?: string
  /** The language of title and summary when it is not the page's. */
  lang?: Language
  tags?: readonly RecordTag[]
  image?: { src: string; alt: string; width: number; height: number }
  example?: boolean
  badges?: readonly BadgeProps[]
  level?: Level
  children?: Child
}
export const RecordCard = (props: RecordCardProps) => {
  const {
    href,
    title,
    kind,
    meta = [],
    summary,
    lang,
    tags = [],
    image,
    example,
    badges = [],
    level = useLevel(),
    children,
  } = props
  return (
    <article class="ds-card record-card" data-linked="">
      {image && <img src={image.src} alt={image.alt} width={image.width} height={image.height} loading="lazy" />}
      {(kind || example) && (
        <p class="record-kind">
          {kind && <span>{kind}</span>}
          {example && <ExampleTag />}
        </p>
      )}
      <Badges badges={badges} />
      <Heading level={level} size="xs" lang={lang}>
        <a class="card-link" href={href} hreflang={lang}>
          {title}
        </a>
      </Heading>
      {meta.length > 0 && (
        <ul class="record-meta">
          {meta.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      )}
      {summary && (
        <p class="record-summary" lang={lang}>
          {summary}
        </p>
      )}
      {tags.length > 0 && (
        <ul class="tag-list">
          {tags.map((tag) => (
            <li>
              <Tag color={tag.color} href={tag.href}>
                {tag.label}
              </Tag>
            </li>
          ))}
        </ul>
      )}
      {children}
    </article>
  )
}

export type StatisticProps = { label: string; value: string; note?: Child; href?: string }
/** One figure that matters, with what it is and where it is from. */
export const Statistic = ({ label, value, note, href }: StatisticProps) => (
  <div class="statistic">
    <p class="statistic-value">{value}</p>
    <p class="statistic-label">{href ? <a href={href}>{label}</a> : label}</p>
    {note && <p class="meta">{note}</p>}
  </div>
)

/** Several figures side by side. */
export const Statistics = ({ children }: { children?: Child }) => <div class="statistics">{children}</div>

/** The initials of a person or organisation. The name stands beside it, so it is not read aloud. */
export const Avatar = ({ name, size = 'md' }: { name: string; size?: 'sm' | 'md' | 'lg' }) => (
  <span class="ds-avatar" data-size={size} aria-hidden="true">
    {initialsOf(name)}
  </span>
)

/** A person or organisation by name, with initials. */
export const Person = ({ name, href, note }: { name: string; href?: string; note?: Child }) => (
  <div class="person">
    <Avatar name={name} size="sm" />
    <div>
      {href ? <a href={href}>{name}</a> : name}
      {note && <span class="meta">{note}</span>}
    </div>
  </div>
)

/** First letters of the first and the last word: "Ана-Марија Коста" gives "АК". */
export const initialsOf = (name: string): string => {
  const words = name.split(/[\s„“"«»().]+/u).filter((word) => /^\p{L}/u.test(word))
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words
  return chosen.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('')
}
