/** Shows one collection with what other subjects have for it: to readers, and again when a form on it was not right. */

import { isExampleAccount } from '#core/people/index.ts'
import { findRecord, kindNamed, linesOf, recordActions, recordBadges, recordParts } from '#core/records/index.ts'
import type { RecordRow } from '#core/records/schema.ts'
import { ATOM_TYPE, type AtomEntry } from '#platform/atom.ts'
import { emptyForm, type FormState } from '#platform/forms.ts'
import { found, type RequestContext, to } from '#platform/http.ts'
import { Badges } from '#ui/index.tsx'
import { factsOfLine } from './changes.ts'
import { type CollectionLine, findCollection, itemsOf } from './queries.ts'
import { mayEdit, mayHide, mayPublish, mayRestore, mayWithdraw, moderates, organisationOf } from './rules.ts'
import { texts } from './texts.ts'
import { beginningOf, CollectionPage, type ShownItem } from './views.tsx'

export type Reading = { line: CollectionLine; record: RecordRow; items: ShownItem[]; unseen: number }

/** A collection that this person may read, with those of its records that they may read too. */
export async function findReading(c: RequestContext, slugOrId: string): Promise<Reading> {
  const { db, actor, language } = c.var
  const line = found(await findCollection(db, actor, slugOrId, language))
  const [record, all] = await Promise.all([findRecord(db, line.id), itemsOf(db, line.id)])
  const lines = await linesOf(
    c.var,
    all.map(({ recordId }) => recordId),
  )
  const notes = new Map(all.map(({ recordId, note }) => [recordId, note]))
  const items = lines.map((shown) => ({
    line: shown,
    note: notes.get(shown.id) ?? null,
    kind: kindNamed(shown.kind)?.name(language) ?? '',
  }))
  return { line, record: found(record), items, unseen: all.length - items.length }
}

/** Of which nobody knows when it changed counts as changed with the collection. */
export const itemEntries = (origin: string, items: readonly ShownItem[], changed: Date): AtomEntry[] =>
  items.map(({ line, note }) => ({
    id: `urn:uuid:${line.id}`,
    title: line.title,
    lang: line.lang,
    updated: line.at ?? changed,
    href: origin + line.href,
    summary: note ?? line.summary,
  }))

type Forms = { publishing?: FormState; hiding?: FormState }
export async function showCollection(c: RequestContext, { line, record, items, unseen }: Reading, forms: Forms = {}) {
  const { db, actor, language } = c.var
  const t = texts.in(language)
  const facts = factsOfLine(line)
  const [actions, parts, badges, isExample] = await Promise.all([
    recordActions(c.var, record),
    recordParts(c.var, record),
    recordBadges(c.var, [line.id]),
    moderates(actor, line.country) ? isExampleAccount(db, actor.id) : false,
  ])
  const who = { actor, isExample }
  const powers = {
    edit: mayEdit(actor, line),
    publish: mayPublish(actor, facts) && line.count > 0,
    withdraw: mayWithdraw(actor, facts),
    remove: actor.id !== null && line.ownerId === actor.id,
    hide: mayHide(who, facts),
    restore: mayRestore(who, facts),
  }
  const organisation = organisationOf(actor)
  return c.render(
    <CollectionPage
      {...{ t, line, items, unseen, powers, actions, parts }}
      names={{ organisation: organisation?.name, person: actor.name }}
      publishing={forms.publishing ?? emptyForm()}
      hiding={forms.hiding ?? emptyForm()}
      badges={<Badges badges={badges.get(line.id) ?? []} />}
    />,
    {
      title: line.title,
      description: beginningOf(line.description, 160) || t('list.lead'),
      breadcrumbs: [{ href: to(c, '/collections'), label: t('list.title') }],
      hidden: line.visibility !== 'public',
      feeds: [
        {
          href: to(c, `/collections/${encodeURIComponent(line.slug)}.atom`),
          type: ATOM_TYPE,
          title: line.title,
        },
      ],
    },
  )
}
