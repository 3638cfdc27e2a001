/** What modules use of records: their common row, text in languages and versions, differences, addresses. Tables are in schema.ts. */
export * from './contents.ts'
export * from './difference.ts'
export * from './kinds.ts'
export * from './paragraphs.ts'
export * from './parts.ts'
export * from './records.ts'
export * from './rules.ts'
export * from './slugs.ts'
