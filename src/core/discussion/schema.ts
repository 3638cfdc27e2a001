/** Comments on records, what people thought of them, and what moderators decided. */
import { type AnyPgColumn, boolean, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { LANGUAGES } from '#platform/languages.ts'
import { moment } from '#platform/schema.ts'
import { organisations, people } from '../people/schema.ts'
import { records } from '../records/schema.ts'

/** waiting: for a moderator; refused: seen by its author alone, with the reason; withdrawn: its author took it back, replies stay. */
export const COMMENT_STATES = ['waiting', 'shown', 'refused', 'withdrawn'] as const
export type CommentState = (typeof COMMENT_STATES)[number]

/** before: a moderator looks first; after: shown at once and looked at when reported; closed: nobody writes. */
export const MODERATIONS = ['before', 'after', 'closed'] as const
export type Moderation = (typeof MODERATIONS)[number]

/** Reasons that moderators and reporters pick; each has a sentence in texts/. */
export const COMMENT_REASONS = ['off_topic', 'offensive', 'personal_data', 'advertising', 'untrue', 'other'] as const
export type CommentReason = (typeof COMMENT_REASONS)[number]

export const REACTIONS = ['helpful', 'thanks', 'agree'] as const
export type Reaction = (typeof REACTIONS)[number]

/** The paragraph that a comment is about. */
export type Anchor = { field: string; paragraphId: string }

export const comments = pgTable(
  'comments',
  {
    id: uuid().primaryKey(),
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    /** The comment that this one answers; an answer is never answered itself. */
    parentId: uuid().references((): AnyPgColumn => comments.id, { onDelete: 'cascade' }),
    authorId: uuid().references(() => people.id),
    /** In whose name the author wrote. */
    organisationId: uuid().references(() => organisations.id),
    /** Written by somebody who answers for the record: its owner or its organisation. */
    byAuthor: boolean().notNull().default(false),
    language: text({ enum: LANGUAGES }).notNull(),
    text: text().notNull(),
    anchor: jsonb().$type<Anchor>(),
    state: text({ enum: COMMENT_STATES }).notNull(),
    /** Why a moderator refused it. */
    reason: text({ enum: COMMENT_REASONS }),
    note: text(),
    decidedBy: uuid().references(() => people.id),
    decidedAt: moment(),
    createdAt: moment().notNull(),
    editedAt: moment(),
    revision: integer().notNull().default(1),
    example: boolean().notNull().default(false),
  },
  (t) => [index().on(t.recordId, t.createdAt), index().on(t.state, t.createdAt), index().on(t.authorId)],
)
export type CommentRow = typeof comments.$inferSelect

/** What a comment said before it was edited. */
export const commentEdits = pgTable(
  'comment_edits',
  {
    id: uuid().primaryKey(),
    commentId: uuid()
      .notNull()
      .references(() => comments.id, { onDelete: 'cascade' }),
    text: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [index().on(t.commentId)],
)

/** One reaction of a kind a person, on a record or on one of its comments. */
export const reactions = pgTable(
  'reactions',
  {
    id: uuid().primaryKey(),
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    commentId: uuid().references(() => comments.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    reaction: text({ enum: REACTIONS }).notNull(),
    at: moment().notNull(),
  },
  (t) => [unique().on(t.recordId, t.commentId, t.personId, t.reaction).nullsNotDistinct()],
)

/** Somebody says that a comment should not stand; one report a person and comment. */
export const commentReports = pgTable(
  'comment_reports',
  {
    id: uuid().primaryKey(),
    commentId: uuid()
      .notNull()
      .references(() => comments.id, { onDelete: 'cascade' }),
    reporterId: uuid().references(() => people.id),
    reason: text({ enum: COMMENT_REASONS }).notNull(),
    note: text(),
    at: moment().notNull(),
    closedAt: moment(),
    closedBy: uuid().references(() => people.id),
    /** Whether the comment was refused for it. */
    upheld: boolean(),
  },
  (t) => [unique().on(t.commentId, t.reporterId), index().on(t.closedAt)],
)

/** How comments are moderated, by country. */
export const discussionSettings = pgTable('discussion_settings', {
  country: text().primaryKey(),
  moderation: text({ enum: MODERATIONS }).notNull(),
  updatedAt: moment().notNull(),
})
