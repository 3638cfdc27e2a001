/** HTML of invitations. */
import type { InvitationLine } from '#core/people/index.ts'
import type { PlaceLine } from '#core/places/index.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '#platform/languages.ts'
import { Actions, ButtonLink, Choice, DataTable, Empty, Field, Form, PostButton, useLanguage } from '#ui/index.tsx'
import { countryName, Moment, PlaceText, roleName } from './naming.tsx'
import { RoleFields, type RoleFieldsProps } from './role-fields.tsx'
import { texts } from './texts.ts'

/** `mayChange`: an example account leaves the invitations of real people alone. */
type Line = InvitationLine & { place: PlaceLine | undefined; mayChange: boolean }

export const InvitationList = ({ at, lines }: { at: string; lines: Line[] }) => {
  const language = useLanguage()
  const t = texts.in(language)
  const button = <ButtonLink href={`${at}/invitations/new`}>{t('invitations.new')}</ButtonLink>
  if (lines.length === 0) return <Empty text={t('invitations.none')} action={button} />
  return (
    <>
      <Actions>{button}</Actions>
      <DataTable
        caption={t('invitations.caption')}
        responsive="stack"
        columns={[
          { key: 'email', label: t('person.email') },
          { key: 'role', label: t('role.label') },
          { key: 'over', label: t('over.label') },
          { key: 'by', label: t('invitations.by') },
          { key: 'until', label: t('invitations.until') },
          { key: 'actions', label: t('actions') },
        ]}
        rows={lines.map((line) => ({
          email: line.email || t('invitations.first'),
          role: roleName(language, line.role),
          over: <OverOf line={line} at={at} />,
          by: line.inviter ?? t('audit.program'),
          until: <Moment date={line.expiresAt} style="short" />,
          actions: line.mayChange && (
            <div class="actions">
              {line.email && (
                <PostButton action={`${at}/invitations/${line.id}/send-again`} size="sm">
                  {t('sendAgain')}
                </PostButton>
              )}
              <PostButton
                action={`${at}/invitations/${line.id}/withdraw`}
                size="sm"
                variant="danger"
                confirm={t('invitations.withdraw.confirm')}
              >
                {t('invitations.withdraw')}
              </PostButton>
            </div>
          ),
        }))}
      />
    </>
  )
}

const OverOf = ({ line, at }: { line: Line; at: string }) => {
  const language = useLanguage()
  if (line.organisationId) return <a href={`${at}/organisations/${line.organisationId}`}>{line.organisation}</a>
  if (line.country) return <>{countryName(language, line.country)}</>
  return line.place ? <PlaceText place={line.place} /> : <>{texts.in(language)('over.portal')}</>
}

export const InvitationFormPage = (props: RoleFieldsProps) => {
  const t = texts.in(useLanguage())
  const { form, at } = props
  return (
    <Form action={`${at}/invitations`} form={form} submit={t('invitations.send')}>
      <Field form={form} name="email" type="email" label={t('person.email')} autocomplete="off" required />
      <Choice
        form={form}
        name="language"
        label={t('invitations.language')}
        empty={false}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        required
      />
      <RoleFields {...props} />
    </Form>
  )
}
