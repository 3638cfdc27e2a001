/** Something that waits for a person or for whoever holds a role: the one task object of the portal. */
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { ORGANISATION_KINDS, ROLES } from '#platform/actor.ts'
import { moment } from '#platform/schema.ts'
import { people } from '../people/schema.ts'
import { records } from '../records/schema.ts'

export const tasks = pgTable(
  'tasks',
  {
    id: uuid().primaryKey(),
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    /** What is to be done; the record's module words it: `practice.review`. */
    kind: text().notNull(),
    /** For whom: one person, or everyone who holds `role` in an organisation of `organisationKind` of `country`. */
    personId: uuid().references(() => people.id, { onDelete: 'cascade' }),
    role: text({ enum: ROLES }),
    organisationKind: text({ enum: ORGANISATION_KINDS }),
    country: text(),
    placeId: uuid(),
    /** Why it is due then: the rule, in words for the desk. */
    rule: text(),
    due: moment(),
    createdAt: moment().notNull(),
    doneAt: moment(),
    doneBy: uuid(),
  },
  (t) => [index().on(t.personId, t.doneAt), index().on(t.role, t.country, t.doneAt), index().on(t.recordId)],
)
export type Task = typeof tasks.$inferSelect
