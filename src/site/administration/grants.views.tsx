/** HTML of the roles that somebody holds, with the button that ends one. */
import type { Child } from 'hono/jsx'
import type { Role } from '#platform/actor.ts'
import { DataTable, Empty, PostButton, useLanguage } from '#ui/index.tsx'
import { Moment, type Over, OverText, roleName } from './naming.tsx'
import { texts } from './texts.ts'

export type GrantOfPerson = {
  id: string
  role: Role
  over: Over
  createdAt: Date
  endedAt: Date | null
  mayEnd: boolean
}
export const GrantTable = ({ at, grants, back }: { at: string; grants: GrantOfPerson[]; back: string }) => {
  const language = useLanguage()
  const t = texts.in(language)
  if (grants.length === 0) return <Empty text={t('person.noRole')} />
  return (
    <DataTable
      caption={t('area.roles')}
      captionHidden
      responsive="stack"
      columns={[
        { key: 'role', label: t('role.label') },
        { key: 'over', label: t('over.label') },
        { key: 'since', label: t('role.since') },
        { key: 'state', label: t('state') },
      ]}
      rows={grants.map((grant) => ({
        role: roleName(language, grant.role),
        over: <OverText over={grant.over} at={at} />,
        since: <Moment date={grant.createdAt} style="short" />,
        state: <EndGrant at={at} grant={grant} back={back} />,
      }))}
    />
  )
}

/** Ends a role; who ended one by mistake gives it again. */
export const EndGrant = ({
  at,
  grant,
  back,
}: {
  at: string
  grant: Pick<GrantOfPerson, 'id' | 'role' | 'endedAt' | 'mayEnd'>
  back: string
}): Child => {
  const language = useLanguage()
  const t = texts.in(language)
  if (grant.endedAt)
    return (
      <>
        {t('role.ended')} <Moment date={grant.endedAt} style="short" />
      </>
    )
  if (!grant.mayEnd) return <>{t('role.holds')}</>
  return (
    <PostButton
      action={`${at}/roles/${grant.id}/end`}
      fields={{ back }}
      size="sm"
      variant="danger"
      confirm={t('role.end.confirm', { role: roleName(language, grant.role) })}
    >
      {t('role.end')}
    </PostButton>
  )
}
