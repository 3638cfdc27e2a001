/** What other parts of the portal may use of people and organisations. */
export { type Auth, createAuth } from './auth.ts'
export { EXAMPLE_PEOPLE, type ExampleKey, exampleOrganisation, examplePersonId, TRY_AS } from './seed.ts'
export { actorOf, grantsOf } from './session.ts'
