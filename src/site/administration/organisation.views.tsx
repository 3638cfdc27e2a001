/** HTML of one organisation with its people, and of the question before it is closed. */
import type { OrganisationPage as OrganisationFound } from '#core/people/index.ts'
import type { PlaceLine } from '#core/places/index.ts'
import { LANGUAGE_NAMES } from '#platform/languages.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  DataTable,
  DefinitionList,
  Empty,
  ExampleNotice,
  Section,
  useLanguage,
} from '#ui/index.tsx'
import { EndGrant, type GrantOfPerson } from './grants.views.tsx'
import { countryName, kindName, Moment, PersonText, PlaceText, roleName } from './naming.tsx'
import { texts } from './texts.ts'

type PageProps = {
  at: string
  organisation: OrganisationFound
  place: PlaceLine | undefined
  members: (GrantOfPerson & { person: { id: string; name: string; email: string; example: boolean } })[]
  mayClose: boolean
}
export const OrganisationPage = ({ at, organisation, place, members, mayClose }: PageProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  const here = `${at}/organisations/${organisation.id}`
  return (
    <>
      {organisation.example && <ExampleNotice />}
      {organisation.closedAt && (
        <Alert color="warning">
          <p>
            {t('organisations.closedSince')} <Moment date={organisation.closedAt} style="long" />
          </p>
        </Alert>
      )}
      <DefinitionList
        items={[
          { term: t('organisations.kind'), value: kindName(language, organisation.kind) },
          { term: t('country'), value: countryName(language, organisation.country) },
          { term: t('over.place'), value: place && <PlaceText place={place} /> },
          { term: t('organisations.language'), value: LANGUAGE_NAMES[organisation.language] },
          { term: t('person.email'), value: organisation.email },
          { term: t('organisations.website'), value: organisation.website },
        ]}
      />
      {!organisation.closedAt && (
        <Actions>
          <ButtonLink href={`${here}/edit`}>{t('organisations.change')}</ButtonLink>
          <ButtonLink href={`${at}/invitations/new?organisation=${organisation.id}`} variant="secondary">
            {t('invitations.new')}
          </ButtonLink>
          {mayClose && (
            <ButtonLink href={`${here}/close`} variant="danger">
              {t('organisations.close')}
            </ButtonLink>
          )}
        </Actions>
      )}
      <Section title={t('organisations.people')} id="people">
        {members.length === 0 ? (
          <Empty text={t('organisations.noPeople')} />
        ) : (
          <DataTable
            caption={t('organisations.people')}
            captionHidden
            responsive="stack"
            columns={[
              { key: 'person', label: t('person.name') },
              { key: 'email', label: t('person.email') },
              { key: 'role', label: t('role.label') },
              { key: 'since', label: t('role.since') },
              { key: 'end', label: t('state') },
            ]}
            rows={members.map((line) => ({
              person: <PersonText person={line.person} at={at} />,
              email: line.person.email,
              role: roleName(language, line.role),
              since: <Moment date={line.createdAt} style="short" />,
              end: <EndGrant at={at} grant={line} back={here} />,
            }))}
          />
        )}
      </Section>
    </>
  )
}

export const CloseOrganisation = ({ at, organisation }: { at: string; organisation: OrganisationFound }) => {
  const t = texts.in(useLanguage())
  const here = `${at}/organisations/${organisation.id}`
  return (
    <>
      <p>
        <strong lang={organisation.language}>{organisation.name}</strong>
      </p>
      <p>{t('organisations.closeText', { count: organisation.members.length })}</p>
      <form method="post" action={`${here}/close`}>
        <Actions>
          <Button variant="danger">{t('organisations.close')}</Button>
          <ButtonLink href={here} variant="secondary">
            {t('cancel')}
          </ButtonLink>
        </Actions>
      </form>
    </>
  )
}
