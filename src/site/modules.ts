/** Every module of the site, in the order in which people meet them. Start reading here. */
import { discussion } from '#core/discussion/module.ts'
import { files } from '#core/files/module.ts'
import { useTold } from '#core/following/index.ts'
import { following } from '#core/following/module.ts'
import { imports } from '#core/imports/module.ts'
import { useModules } from '#core/people/index.ts'
import { people } from '#core/people/module.ts'
import { registerPlaceParts } from '#core/places/index.ts'
import { places } from '#core/places/module.ts'
import { registerKinds, registerRecordParts } from '#core/records/index.ts'
import { registerTopicParts } from '#core/topics/index.ts'
import { topics } from '#core/topics/module.ts'
import { translations } from '#core/translations/module.ts'
import { verification } from '#core/verification/module.ts'
import { awards } from '#modules/awards/module.ts'
import { collections } from '#modules/collections/module.ts'
import { methods } from '#modules/methods/module.ts'
import { nominations } from '#modules/nominations/module.ts'
import { overview } from '#modules/overview/module.ts'
import { practices } from '#modules/practices/module.ts'
import { questions } from '#modules/questions/module.ts'
import { replications } from '#modules/replications/module.ts'
import { auditJobs } from '#platform/audit/chain.ts'
import { cleaningJobs } from '#platform/cleaning.ts'
import { mailJobs } from '#platform/mail.ts'
import type { Job, Module } from '#platform/module.ts'

/** In this order they stand in menus and on the pages of others. */
export const modules: readonly Module[] = [
  practices,
  methods,
  nominations,
  replications,
  overview,
  questions,
  collections,
  awards,
  topics,
  places,
  discussion,
  following,
  translations,
  imports,
  people,
  files,
  verification,
]

/** Whose examples point at those of others: all the rest load theirs first. Among them, the order in which they stand. */
const POINT_AT_OTHERS: readonly Module[] = [
  methods,
  discussion,
  collections,
  questions,
  replications,
  nominations,
  awards,
  translations,
  imports,
]

/** In this order reference data and examples are loaded: what others point at is there before them. */
export const loadingOrder: readonly Module[] = [
  ...modules.filter((module) => !POINT_AT_OTHERS.includes(module)).toReversed(),
  ...POINT_AT_OTHERS,
]

/** All work that goes on by itself: the platform's and the modules'. */
export const allJobs: Job[] = [
  ...mailJobs,
  ...auditJobs,
  ...cleaningJobs,
  ...modules.flatMap((module) => module.jobs ?? []),
]

/** Tells those that ask all subjects whom to ask: the pages of a place, a topic and a record, a person's own data. */
export function joinModules(): void {
  useModules(modules)
  useTold(modules)
  registerPlaceParts(async (reader, placeId) =>
    present(await Promise.all(modules.map((module) => module.place?.(reader, placeId)))),
  )
  registerTopicParts(async (reader, topicId) =>
    present(await Promise.all(modules.map((module) => module.topic?.(reader, topicId)))),
  )
  registerKinds(new Map(modules.flatMap((module) => Object.entries(module.kinds ?? {}))))
  registerRecordParts({
    actions: async (reader, record) =>
      present(await Promise.all(modules.map((module) => module.actions?.(reader, record)))),
    parts: async (reader, record) =>
      present(await Promise.all(modules.map((module) => module.record?.(reader, record)))),
    badges: async (reader, ids) => {
      const given = await Promise.all(modules.map((module) => module.badges?.(reader, ids)))
      return new Map(ids.map((id) => [id, given.flatMap((badges) => badges?.get(id) ?? [])]))
    },
  })
}

const present = <X>(parts: (X | undefined)[]): X[] => parts.filter((part) => part !== undefined)
