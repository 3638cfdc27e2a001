/** HTML of an invitation. */
import { Alert, ButtonLink, Heading, Lead, PostButton } from '#ui/index.tsx'
import type { OpenInvitation } from './invitation-queries.ts'
import type { Words } from './texts.ts'

type Props = {
  t: Words
  at: string
  found: OpenInvitation
  token: string
  /** invited: signed in with the invited e-mail; other: with another one. */
  who: 'visitor' | 'invited' | 'other'
  email: string
}
export const InvitationPage = ({ t, at, found, token, who, email }: Props) => {
  const { invitation, organisation, inviter } = found
  const role = t(`role.${invitation.role}`)
  const next = `${at}/invitation?${new URLSearchParams({ token })}`
  return (
    <>
      <Heading level={1}>{t('invitation.title')}</Heading>
      <Lead>
        {organisation ? t('invitation.organisation', { role, organisation }) : t('invitation.portal', { role })}
      </Lead>
      {inviter && <p>{t('invitation.by', { name: inviter })}</p>}
      {who === 'visitor' && (
        <>
          <p>{t('invitation.signIn', { email: invitation.email || 'none' })}</p>
          <p class="actions">
            <ButtonLink href={`${at}/register?${new URLSearchParams({ invitation: token, next })}`}>
              {t('register.title')}
            </ButtonLink>
            <ButtonLink href={`${at}/sign-in?${new URLSearchParams({ next })}`} variant="secondary">
              {t('signIn.title')}
            </ButtonLink>
          </p>
        </>
      )}
      {who === 'invited' && (
        <PostButton action={`${at}/invitation`} fields={{ token }} variant="primary">
          {t('invitation.accept')}
        </PostButton>
      )}
      {who === 'other' && (
        <>
          <Alert color="warning">{t('invitation.otherEmail', { email, invited: invitation.email })}</Alert>
          <PostButton action={`${at}/sign-out`}>{t('signOut')}</PostButton>
        </>
      )}
    </>
  )
}
