/** The manifest: all that a subject offers to the site. Read only by site/. */
import type { SQL } from 'drizzle-orm'
import type { Child } from 'hono/jsx'
import type { Actor, Member } from './actor.ts'
import type { Config } from './config.ts'
import type { Db } from './database.ts'
import type { FileStore } from './file-store.ts'
import type { Router } from './http.ts'
import type { Language } from './languages.ts'

/** The seven entries of the menu, in its order. */
export const SECTIONS = ['learn', 'support', 'compare', 'fund', 'take-part', 'services', 'together'] as const
export type Section = (typeof SECTIONS)[number]

/** Who reads, in what language, when: what every hook gets. */
export type Reader = { db: Db; actor: Actor; language: Language; now: Date }

/** A part of somebody else's page: what a subject has for a place, a topic, the home page. */
export type Part = { id: string; title: string; href?: string; content: Child }

/** Something that waits for a person, on their desk. */
export type DeskItem = {
  title: string
  href: string
  /** Why it waits: one short sentence. */
  reason: string
  due: Date | null
  lang?: Language
}

/** A line of a list of records of any kind. */
export type RecordLine = {
  id: string
  kind: string
  href: string
  title: string
  summary: string
  /** Language of title and summary, which may differ from the page's. */
  lang: Language
  note?: string
  at: Date | null
  /** Written by us to show the portal: marked wherever it is shown. */
  example?: boolean
}

/** What a kind of record knows about itself. */
export type Kind = {
  name: (language: Language) => string
  /** Lines of the given records, those only that the reader may read, in any order. */
  load: (reader: Reader, ids: readonly string[]) => Promise<RecordLine[]>
  /** The SQL twin of the module's `mayRead`, over `records`: for lists that mix kinds. */
  readable: (actor: Actor) => SQL
  /** Where the record lives, without the language: `/practices/втор-живот`. */
  pathOf: (db: Db, id: string) => Promise<string | undefined>
  /** People may comment on it, in the part that discussion puts on its page. */
  discussed?: boolean
  /** Its text fields in the order of reading; a kind without them is not translated and not discussed by paragraph. */
  fields?: readonly { name: string; label: (language: Language) => string }[]
  /** May this person add or change a translation of its text into this language? */
  mayTranslate?: (actor: Actor, record: RecordFacts, into: Language) => boolean
}

/** The common facts of a record that subjects are asked about. */
export type RecordFacts = {
  id: string
  kind: string
  country: string
  placeId: string | null
  organisationId: string | null
  ownerId: string | null
  language: Language
  visibility: 'public' | 'members' | 'restricted'
  publishedVersion: number | null
  publishedAt: Date | null
}

/** A mark of recognition beside a title, in lists and on pages; the same for everybody. */
export type Badge = { label: string; href?: string /** Why, in a sentence. */; title?: string }

/** Something that moderators should look through: a line of the moderation page. */
export type ModerationLine = { title: string; href: string; count: number }

/** What happened to a record, as those who follow it are told. */
export type Told = {
  subject: string
  sentence: string /** Path without the language; default: the record's own. */
  path?: string
}
export type EventFacts = {
  id: number
  at: Date
  type: string
  recordId: string
  actorId: string | null
  data: Record<string, unknown>
}

/** A list that anyone may take: described on the page of open data. */
export type OpenDataList = {
  id: string
  title: (language: Language) => string
  description: (language: Language) => string
  formats: { type: 'CSV' | 'JSON' | 'GeoJSON' | 'Atom' | 'iCalendar'; href: string }[]
  codebook?: string
}

/** Work that goes on by itself; runs in any process, once. */
export type Job = {
  queue: string
  /** Cron in UTC for work by the clock. */
  schedule?: string
  retries?: number
  run: (context: JobContext, data: unknown) => Promise<void>
}
export type JobContext = {
  db: Db
  config: Config
  now: Date
  jobId: string
  publish: (queue: string, data: object) => Promise<void>
}

export type Module = {
  name: string
  /** Address below the language. */
  path: string
  /** Menu entry under which the subject lives, and its line there. */
  section?: Section
  title?: (language: Language) => string
  description?: (language: Language) => string
  pages?: Router
  /** Below /api/v1. */
  api?: Router
  kinds?: Record<string, Kind>
  home?: (reader: Reader) => Promise<Part | undefined>
  place?: (reader: Reader, placeId: string) => Promise<Part | undefined>
  topic?: (reader: Reader, topicId: string) => Promise<Part | undefined>
  /** Buttons and links on the page of a record: nominate, follow, "we applied this too". */
  actions?: (reader: Reader, record: RecordFacts) => Promise<Child | undefined>
  /** A section below the text of a record. */
  record?: (reader: Reader, record: RecordFacts) => Promise<Part | undefined>
  /** Marks beside the titles of public records. */
  badges?: (reader: Reader, ids: readonly string[]) => Promise<Map<string, Badge[]>>
  /** What followers of a record are told, by type of event; nothing for events that are nobody's news. */
  told?: Record<string, (language: Language, event: EventFacts) => Told | undefined>
  moderation?: (reader: Reader & { actor: Member }) => Promise<ModerationLine[]>
  desk?: (reader: Reader & { actor: Member }) => Promise<DeskItem[]>
  search?: (reader: Reader, words: string, limit: number) => Promise<RecordLine[]>
  openData?: OpenDataList[]
  /** What the portal keeps about a person, for their own export. */
  ownData?: (db: Db, personId: string) => Promise<Record<string, unknown>>
  /** Takes the person out of what stays, in the transaction that deletes the account. */
  erase?: (db: Db, personId: string) => Promise<void>
  jobs?: Job[]
  /** Reference data that every portal needs; repeatable. */
  prepare?: (context: SeedContext) => Promise<void>
  /** Example content; runs once, on a new portal with examples on. */
  seed?: (context: SeedContext) => Promise<void>
}
export type SeedContext = { db: Db; config: Config; store: FileStore; now: Date; log: (line: string) => void }
