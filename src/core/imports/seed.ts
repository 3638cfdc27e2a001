/** An example import of the example editor: checked, with the usual faults, waiting for a decision. Nothing of it is in the portal yet. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Member } from '#platform/actor.ts'
import type { SeedContext } from '#platform/module.ts'
import { examplePersonId, grantsOf } from '../people/index.ts'
import { people } from '../people/schema.ts'
import { writeCsv } from './csv.ts'
import { importerNamed } from './importer.ts'
import { changeImport, loadImport } from './queries.ts'
import { imports } from './schema.ts'
import { takeUpload } from './uploads.ts'
import { checkImport } from './work.ts'

const ROWS = [
  ['Наслов', 'Општина', 'Накратко', 'Теми', 'Почеток', 'Износ', 'Валута', 'Пример', 'Забелешка'],
  [
    'Подвижни прегради од поплава пред влезовите на зградите',
    'Велес',
    'Општината набави подвижни прегради за 40 влеза покрај реката и ги научи жителите да ги постават за десет минути.',
    'Намалување на ризикот од катастрофи',
    '03.2023',
    '1.850.000',
    'ден.',
    'да',
    'од старата збирка',
  ],
  [
    'Библиотечен автобус за планинските села',
    'Непостоечко',
    'Автобус со книги ги обиколува селата двапати месечно.',
    'Библиотеки',
    'пролет 2020',
    '640.000',
    'ден.',
    'да',
    '',
  ],
  [
    'Еден број за сите комунални пријави',
    'Битола',
    'Жителите пријавуваат на еден телефонски број, а пријавата ја добива службата што е надлежна.',
    'Дигитални услуги',
    '2021',
    'околу 300.000',
    '',
    'да',
    '',
  ],
  [
    'Подвижни прегради од поплава пред влезовите на зградите',
    'VELES',
    'Запишано двапати.',
    '',
    '2023',
    '',
    '',
    'да',
    '',
  ],
]

export async function seed({ db, config, store, now, log }: SeedContext): Promise<void> {
  const importer = importerNamed('practices')
  const personId = examplePersonId('editor')
  const [person] = await db
    .select()
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.deletedAt)))
  const [grant = null] = person ? await grantsOf(db, person.id) : []
  const country = grant?.organisation?.country
  const [there] = await db.select({ id: imports.id }).from(imports).limit(1)
  if (!importer || !person || !country || there) return
  const actor: Member = { ...person, grant, grants: grant ? [grant] : [], sessionId: null, requestId: 'seed' }
  const file = new File([writeCsv(ROWS)], 'пример-збирка.csv')
  const taken = await takeUpload(
    db,
    store,
    actor,
    { importer, country, file, archive: undefined, limit: config.uploadLimit },
    now,
  )
  const row = taken.ok ? await loadImport(db, taken.id) : undefined
  if (!row) return
  await changeImport(db, row, { state: 'checking' }, now)
  await checkImport({ db, config, store, clock: () => now }, row.id)
  log('an example import')
}
