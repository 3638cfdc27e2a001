/** Which languages a person may translate a text into. What each kind allows is its own rule (`Kind.mayTranslate`). Pure. */
import type { Actor } from '#platform/actor.ts'
import { LANGUAGES, type Language } from '#platform/languages.ts'
import type { Kind, RecordFacts } from '#platform/module.ts'

/** Every language but that of the original, as far as the kind allows this person. Only what is public is translated: a draft may still become another text. */
export const languagesFor = (actor: Actor, kind: Kind | undefined, record: RecordFacts): Language[] =>
  actor.id === null || !kind?.fields || record.publishedVersion === null || record.visibility !== 'public'
    ? []
    : LANGUAGES.filter((into) => into !== record.language && kind.mayTranslate?.(actor, record, into))
