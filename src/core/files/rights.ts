/** Who may change the files of a record: each kind of record says so for itself. Who may read them is decided by the record. */
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { RecordRow } from '../records/schema.ts'

/** `db` for kinds whose answer depends on more than the common row, such as the state of a practice. */
export type MayManage = (actor: Actor, record: RecordRow, db: Db) => boolean | Promise<boolean>

const rights = new Map<string, MayManage>()

/** Called once by the module of a kind of record. */
export const registerFileRights = (kind: string, mayManage: MayManage): void => {
  rights.set(kind, mayManage)
}

/** Nobody, where no kind has said who. */
export const mayManageFiles: MayManage = (actor, record, db) => rights.get(record.kind)?.(actor, record, db) ?? false
