/** Example people and organisations, so that a new portal can be tried at once. All are invented, say so in their names, and have no password. */
import { createHash } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import type { OrganisationKind, Role } from '#platform/actor.ts'
import type { CountryCode } from '#platform/config.ts'
import type { Language } from '#platform/languages.ts'
import type { SeedContext } from '#platform/module.ts'
import { places } from '../places/schema.ts'
import { EXAMPLE_ORGANISATIONS, type ExampleOrganisation } from './example-organisations.ts'
import { grants, organisations, people } from './schema.ts'

type OrganisationOf = readonly [kind: OrganisationKind, country: CountryCode, place?: string]
const person = <Key extends string>(
  key: Key,
  name: string,
  language: Language,
  role: Role | null,
  organisation: OrganisationOf | null = null,
) => ({ key, name, email: `${key}@example.org`, language, role, organisation })

/** A role without organisation reaches the whole portal; a person without role is a citizen. */
export const EXAMPLE_PEOPLE = [
  person('administrator', 'Ема Примерова', 'mk', 'administrator'),
  person('editor', 'Елена Примерова', 'mk', 'editor', ['resource_centre', 'mk']),
  person('moderator', 'Марко Примеров', 'mk', 'moderator', ['resource_centre', 'mk']),
  person('officer', 'Ана Примерова', 'mk', 'officer', ['municipality', 'mk', 'MK00101']),
  person('mayor', 'Бранко Примеров', 'mk', 'mayor', ['municipality', 'mk', 'MK00101']),
  person('councillor', 'Вера Примерова', 'mk', 'councillor', ['municipality', 'mk', 'MK00101']),
  person('neighbour', 'Никола Примеров', 'mk', 'officer', ['municipality', 'mk', 'MK00501']),
  person('officer-sq', 'Agim Shembulli', 'sq', 'officer', ['municipality', 'mk', 'MK00609']),
  person('expert', 'Димитар Примеров', 'mk', 'member', ['expert', 'mk']),
  person('citizen', 'Сара Примерова', 'mk', null),
  person('foreign-editor', 'Мария Примерова', 'bg', 'editor', ['association', 'bg']),
  person('officer-bg', 'Иван Примеров', 'bg', 'officer', ['municipality', 'bg', 'RSE27']),
  person('editor-ua', 'Оксана Прикладна', 'uk', 'editor', ['association', 'ua']),
  person('officer-ua', 'Тарас Прикладний', 'uk', 'officer', ['municipality', 'ua', 'UA05100150000050790']),
  person('editor-kg', 'Айгүл Мисалова', 'ky', 'editor', ['agency', 'kg']),
  person('officer-kg', 'Бакыт Мисалов', 'ky', 'officer', ['municipality', 'kg', 'KG02220820000']),
] as const
export type ExamplePerson = (typeof EXAMPLE_PEOPLE)[number]
export type ExampleKey = ExamplePerson['key']

/** As whom a visitor may try the portal, in the order of the buttons. */
export const TRY_AS = ['mayor', 'officer', 'editor', 'expert', 'citizen', 'administrator'] as const
export type TryAs = (typeof TRY_AS)[number]

/** An id in the form of UUIDv7 that is the same on every portal: examples can name each other. */
const fixedId = (name: string): string => {
  const hash = createHash('sha256').update(`patokaz example ${name}`).digest('hex')
  return `019a0000-0000-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`
}

export const examplePersonId = (key: ExampleKey): string => fixedId(`person ${key}`)

const organisationId = ({ kind, country, place }: ExampleOrganisation) =>
  fixedId(`organisation ${kind} ${country} ${place ?? ''}`)

/** Id of an example organisation: the one at the place when it is given, otherwise the first of that kind in the country. */
export function exampleOrganisation(kind: OrganisationKind, country: CountryCode, placeCode?: string): string {
  const alike = EXAMPLE_ORGANISATIONS.filter((one) => one.kind === kind && one.country === country)
  const found = alike.find(({ place }) => place === placeCode) ?? (placeCode ? undefined : alike[0])
  if (!found) throw new Error(`no example organisation ${kind} ${country} ${placeCode ?? ''}`)
  return organisationId(found)
}

/** Writes the examples; repeatable. Only of the countries that the portal serves. */
export async function seed({ db, config, now, log }: SeedContext): Promise<void> {
  const served = EXAMPLE_ORGANISATIONS.filter(({ country }) => config.countries.includes(country))
  const codes = served.flatMap(({ place }) => place ?? [])
  const known = codes.length
    ? await db.select({ id: places.id, code: places.code }).from(places).where(inArray(places.code, codes))
    : []
  const placeIds = new Map(known.map(({ code, id }) => [code, id]))
  const members = EXAMPLE_PEOPLE.filter(
    ({ organisation }) => !organisation || config.countries.includes(organisation[1]),
  )
  await db.transaction(async (tx) => {
    if (served.length)
      await tx
        .insert(organisations)
        .values(
          served.map((one) => ({
            id: organisationId(one),
            kind: one.kind,
            name: one.name,
            language: one.language,
            country: one.country,
            placeId: one.place ? placeIds.get(one.place) : null,
            example: true,
            createdAt: now,
            updatedAt: now,
          })),
        )
        .onConflictDoNothing()
    await tx
      .insert(people)
      .values(
        members.map(({ key, name, email, language }) => ({
          id: examplePersonId(key),
          name,
          email,
          language,
          emailVerified: true,
          example: true,
          createdAt: now,
          updatedAt: now,
        })),
      )
      .onConflictDoNothing()
    await tx
      .insert(grants)
      .values(
        members.flatMap(({ key, role, organisation }) =>
          role
            ? [
                {
                  id: fixedId(`grant ${key}`),
                  personId: examplePersonId(key),
                  role,
                  organisationId: organisation ? exampleOrganisation(...organisation) : null,
                  createdAt: now,
                },
              ]
            : [],
        ),
      )
      .onConflictDoNothing()
  })
  log(`${members.length} example people, ${served.length} example organisations`)
}
