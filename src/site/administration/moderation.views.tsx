/** HTML of the queue of what waits for review. */
import type { PlaceLine } from '#core/places/index.ts'
import type { ModerationLine } from '#platform/module.ts'
import { DataTable, Empty, Section, Tag, useLanguage } from '#ui/index.tsx'
import type { Keeper, Waiting } from './moderation.ts'
import { countryName, kindName, Moment, PlaceText, roleName } from './naming.tsx'
import { texts } from './texts.ts'

const DAY = 24 * 60 * 60 * 1000
/** After so many days somebody should ask why; the tag says so in words. */
const LONG = 14
const NAMED = 3

type Props = {
  at: string
  waiting: Waiting[]
  /** What other subjects have to look through. */
  lines: readonly ModerationLine[]
  places: Map<string, PlaceLine>
  kindName: (kind: string) => string
  now: Date
  /** Whether the reader may do something about a role that nobody holds. */
  mayInvite: boolean
}
export const ModerationQueue = ({ lines, ...props }: Props) => {
  const t = texts.in(useLanguage())
  return (
    <>
      <WaitingTexts {...props} />
      {lines.length > 0 && (
        <Section title={t('moderation.lines')}>
          <ul>
            {lines.map(({ title, href, count }) => (
              <li>
                <a href={href}>{title}</a> <span class="ds-badge-count">{count}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

const WaitingTexts = ({ at, waiting, places, kindName: recordKind, now, mayInvite }: Omit<Props, 'lines'>) => {
  const language = useLanguage()
  const t = texts.in(language)
  if (waiting.length === 0) return <Empty text={t('moderation.none')} />
  return (
    <DataTable
      caption={t('moderation.caption', { count: waiting.length })}
      responsive="stack"
      columns={[
        { key: 'title', label: t('moderation.what') },
        { key: 'where', label: t('moderation.where') },
        { key: 'age', label: t('moderation.age') },
        { key: 'due', label: t('moderation.due') },
        { key: 'who', label: t('moderation.who') },
      ]}
      rows={waiting.map(({ task, record, title, keepers }) => {
        const place = places.get(record.placeId ?? '')
        const days = Math.floor((now.getTime() - task.createdAt.getTime()) / DAY)
        return {
          title: (
            <>
              <span class="meta">{recordKind(record.kind)}</span>{' '}
              {title ? (
                <a href={title.href} lang={title.lang === language ? undefined : title.lang}>
                  {title.text}
                </a>
              ) : (
                t('moderation.unread')
              )}
            </>
          ),
          where: (
            <>
              {place && (
                <>
                  <PlaceText place={place} />,{' '}
                </>
              )}
              {countryName(language, record.country)}
            </>
          ),
          age: (
            <>
              {t('moderation.days', { count: days })} {days > LONG && <Tag color="warning">{t('moderation.long')}</Tag>}
            </>
          ),
          due: task.due ? <Moment date={task.due} style="short" /> : '–',
          who: (
            <>
              {task.role && roleName(language, task.role)}
              {task.organisationKind && `, ${kindName(language, task.organisationKind)}`}
              <Keepers at={at} keepers={keepers} mayInvite={mayInvite} />
            </>
          ),
        }
      })}
    />
  )
}

const Keepers = ({ at, keepers, mayInvite }: { at: string; keepers: Keeper[]; mayInvite: boolean }) => {
  const t = texts.in(useLanguage())
  if (keepers.length === 0)
    return (
      <p>
        <Tag color="danger">{t('moderation.nobody')}</Tag>{' '}
        {mayInvite && <a href={`${at}/invitations/new`}>{t('invitations.new')}</a>}
      </p>
    )
  const more = keepers.length - NAMED
  return (
    <p class="meta">
      {keepers
        .slice(0, NAMED)
        .map(({ name }) => name)
        .join(', ')}
      {more > 0 && ` ${t('moderation.more', { count: more })}`}
    </p>
  )
}
