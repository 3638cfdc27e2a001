/** What other parts of the portal may use of people and organisations. */
export { type Auth, createAuth } from './auth.ts'
export { isExampleAccount, reachFrom } from './example-accounts.ts'
export {
  changeOrganisationForm,
  grantForm,
  inviteForm,
  organisationFilter,
  organisationForm,
  type PeopleFilter,
  peopleFilter,
} from './forms.ts'
export {
  firstAdministratorInvitation,
  type InvitationLine,
  invite,
  listInvitations,
  withdrawInvitation,
} from './invitation-queries.ts'
export {
  addOrganisation,
  changeOrganisation,
  closeOrganisation,
  findOrganisation,
  listOrganisations,
  type OrganisationLine,
  type OrganisationPage,
} from './organisation-queries.ts'
export { useModules } from './own-data.ts'
export { endGrant, findPerson, giveGrant, listPeople, type PersonLine } from './people-queries.ts'
export {
  grantableRoles,
  mayAddOrganisation,
  mayEndGrant,
  mayGrant,
  mayInvite,
  mayManageOrganisation,
  maySeePeople,
  type Reach,
  WHOLE_PORTAL,
} from './rules.ts'
export { EXAMPLE_PEOPLE, type ExampleKey, exampleOrganisation, examplePersonId, TRY_AS } from './seed.ts'
export { actorOf, grantsOf } from './session.ts'
