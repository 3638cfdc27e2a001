/** What a database holds: its tables in the schema public, their columns and rows, the positions of their counters, their references. */
import type pg from 'pg'

export type Table = { name: string; columns: string[] }
export type Counter = { table: string; column: string; last: string; isCalled: boolean }

/** Values written as text that every PostgreSQL from 15 on reads alike. */
export const PLAIN_TEXT = `
  set client_encoding = 'UTF8'; set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres'; set timezone = 'UTC';
  set extra_float_digits = 1; set bytea_output = 'hex'; set xmloption = 'content'; set statement_timeout = 0;
  set lock_timeout = 0; set idle_in_transaction_session_timeout = 0; set search_path = 'public'`

/** Tables with the columns that are stored, in order of name. Tables of other schemas (the queue, the list of migrations) are made anew by the program. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = ''
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`)
  return rows
}

export const copyOut = (client: pg.ClientBase, { name, columns }: Table) =>
  `copy ${named(client, name)} (${columns.map((column) => client.escapeIdentifier(column)).join(', ')}) to stdout`

export const copyIn = (client: pg.ClientBase, { name, columns }: Table) =>
  `copy ${named(client, name)} (${columns.map((column) => client.escapeIdentifier(column)).join(', ')}) from stdin`

export const named = (client: pg.ClientBase, table: string) => `public.${client.escapeIdentifier(table)}`

/** Where the identity columns have come to. */
export async function readCounters(client: pg.ClientBase): Promise<Counter[]> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    select c.relname as table, a.attname as column,
      pg_get_serial_sequence(format('%I.%I', 'public', c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attidentity <> '' order by 1, 2`)
  const counters: Counter[] = []
  for (const { table, column, sequence } of rows) {
    const { rows: at } = await client.query<{ last: string; isCalled: boolean }>(
      `select last_value::text as last, is_called as "isCalled" from ${sequence}`,
    )
    if (at[0]) counters.push({ table, column, ...at[0] })
  }
  return counters
}

export async function setCounter(client: pg.ClientBase, { table, column, last, isCalled }: Counter): Promise<void> {
  await client.query(`select setval(pg_get_serial_sequence($1, $2), $3::bigint, $4)`, [
    named(client, table),
    column,
    last,
    isCalled,
  ])
}

/**
 * Takes the references between tables away and gives back what brings them again. So tables load in any order, also those that
 * point at each other, without the superuser's right to switch triggers off; and every reference is checked when it comes back.
 */
export async function suspendReferences(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(`
    select r.relname as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_class r on r.oid = c.conrelid
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace order by r.relname, c.conname`)
  const again: string[] = []
  for (const { table, name, definition } of rows) {
    const constraint = `alter table ${named(client, table)}`
    await client.query(`${constraint} drop constraint ${client.escapeIdentifier(name)}`)
    again.push(`${constraint} add constraint ${client.escapeIdentifier(name)} ${definition}`)
  }
  return again
}

/** The first table that has a row, if any has. */
export async function tableWithRows(client: pg.ClientBase): Promise<string | undefined> {
  for (const { name } of await listTables(client)) {
    const { rowCount } = await client.query(`select from ${named(client, name)} limit 1`)
    if (rowCount) return name
  }
  return undefined
}
