/** Example collections in three languages, and one that its collector keeps for herself. Does nothing where there are some. */
import { and, eq, inArray } from 'drizzle-orm'
import { type ExampleKey, exampleOrganisation, examplePersonId } from '#core/people/index.ts'
import { people } from '#core/people/schema.ts'
import { addVersion, giveSlug } from '#core/records/index.ts'
import { contents, records } from '#core/records/schema.ts'
import type { CountryCode } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import type { Language } from '#platform/languages.ts'
import type { SeedContext } from '#platform/module.ts'
import { RESERVED } from './forms.ts'
import { collectionItems } from './schema.ts'

type Example = {
  language: Language
  country: CountryCode
  by: ExampleKey
  /** In whose name it is public. */
  name: 'organisation' | 'person' | null
  title: string
  description: string
  /** Titles of example practices, each with the note. */
  items: readonly (readonly [title: string, note: string])[]
}

export const EXAMPLES: readonly Example[] = [
  {
    language: 'mk',
    country: 'mk',
    by: 'editor',
    name: 'organisation',
    title: 'Првите сто дена: пет чекори без голем буџет',
    description:
      'За нов градоначалник или градоначалничка, и за тимот што ги дочекува: работи што можат да почнат веднаш, траат неколку месеци и се гледаат. Подредени се според тоа колку брзо се чувствуваат.',
    items: [
      [
        'Прво регистар, па замена: улично осветлување што може да се измери',
        'Почнете со попис: и без пари за замена, за еден месец знаете што имате.',
      ],
      [
        'Форум за буџетот: жителите избираат каде одат пет проценти од капиталните расходи',
        'Најавете го веднаш, за да стигне до следниот буџет.',
      ],
      [
        'Këshilli drejtpërdrejt: gjeje pikën, shihe votën',
        'Советот што се гледа и се слуша создава доверба уште од првата седница.',
      ],
      [
        'Попис од врата до врата за точен регистар на данокот на имот',
        'Бара повеќе луѓе, но се исплатува уште првата година.',
      ],
      [
        'Секое дрво со број: зелен катастар што го читаат и граѓаните',
        'Може да се направи со училиштата, речиси без трошок.',
      ],
    ],
  },
  {
    language: 'bg',
    country: 'bg',
    by: 'foreign-editor',
    name: 'organisation',
    title: 'Услуги, които стигат до малките села',
    description:
      'Когато хората не могат да дойдат до общината, общината отива при тях. Практики за населени места под хиляда жители, от България и от съседите.',
    items: [
      [
        'Подвижно гише: общината идва на площада',
        'Графикът се обявява за цялата година: това прави услугата надеждна.',
      ],
      ['Библиотека на колела за малките села', 'Може да пътува заедно с гишето.'],
      [
        'Къде е снегоринът: зимното почистване на карта в реално време',
        'Обажданията в общината намаляват, щом хората виждат къде е машината.',
      ],
      [
        'Негуватели по соседство: помош дома за стари лица во планинските села',
        'На македонски; условията са като в нашите планински общини.',
      ],
    ],
  },
  {
    language: 'uk',
    country: 'ua',
    by: 'officer-ua',
    name: 'person',
    title: 'Громада під час війни: вода, житло, люди',
    description: 'Практики, які можна повторити за кілька місяців силами самої громади. Доповнюю, коли знаходжу нові.',
    items: [
      [
        'Вода йде і без світла: сонячні панелі та акумулятори на насосній станції',
        'Найперше, з чого варто почати перед зимою.',
      ],
      [
        'Квартири для переселенців у колишньому гуртожитку: черга, яку кожен може перевірити',
        'Прозора черга знімає половину скарг.',
      ],
      ['Один супровід для ветерана: від виписки зі шпиталю до нової роботи', ''],
      [
        'Три добровільні пожежні команди, що приїздять першими',
        'Потрібна угода з ДСНС: зверніть увагу на розділ про умови.',
      ],
    ],
  },
  {
    language: 'mk',
    country: 'mk',
    by: 'officer',
    name: null,
    title: 'За седницата на советот',
    description: 'Да ги споредам трошоците пред да пишувам предлог.',
    items: [
      ['Прво регистар, па замена: улично осветлување што може да се измери', 'Да прашам за гаранцијата на светилките.'],
      ['Светлые улицы по счётчику: как город освободил деньги на новые фонари', ''],
    ],
  },
]

const DAY = 86_400_000

export async function seed({ db, config, now, log }: SeedContext): Promise<void> {
  const [there] = await db
    .select({ id: records.id })
    .from(records)
    .where(and(eq(records.kind, 'collection'), eq(records.example, true)))
    .limit(1)
  if (there) return
  const practices = await practicesByTitle(db)
  const known = new Set(
    (await db.select({ id: people.id }).from(people).where(eq(people.example, true))).map(({ id }) => id),
  )
  const served = EXAMPLES.filter(
    ({ country, by }) => config.countries.includes(country) && known.has(examplePersonId(by)),
  )
  for (const [index, one] of served.entries())
    await addExample(db, one, practices, new Date(now.getTime() - (index + 1) * 11 * DAY))
  log(`${served.length} example collections`)
}

async function practicesByTitle(db: Db): Promise<Map<string, string>> {
  const titles = EXAMPLES.flatMap(({ items }) => items.map(([title]) => title))
  const rows = await db
    .select({ id: records.id, title: contents.title })
    .from(records)
    .innerJoin(contents, and(eq(contents.recordId, records.id), eq(contents.language, records.language)))
    .where(
      and(
        eq(records.kind, 'practice'),
        eq(records.visibility, 'public'),
        eq(records.example, true),
        inArray(contents.title, titles),
      ),
    )
  return new Map(rows.map(({ id, title }) => [title, id]))
}

/** The organisations for which the example collectors act. */
const ORGANISATIONS = { mk: 'resource_centre', bg: 'association', ua: 'association', kg: 'agency' } as const

async function addExample(db: Db, one: Example, practices: ReadonlyMap<string, string>, at: Date) {
  const { language, country, title, description } = one
  const [id, ownerId] = [newId(), examplePersonId(one.by)]
  const isPublic = one.name !== null
  await db.transaction(async (tx) => {
    await tx.insert(records).values({
      ...{ id, kind: 'collection', country, language, ownerId, example: true },
      organisationId: one.name === 'organisation' ? exampleOrganisation(ORGANISATIONS[country], country) : null,
      visibility: isPublic ? 'public' : 'restricted',
      publishedVersion: isPublic ? 1 : null,
      publishedAt: isPublic ? at : null,
      createdAt: at,
      updatedAt: at,
    })
    await addVersion(tx, { recordId: id, language, title, texts: { description }, authorId: ownerId }, at)
    await giveSlug(tx, 'collection', id, title, at, RESERVED)
    const items = one.items.flatMap(([name, note], index) => {
      const recordId = practices.get(name)
      return recordId
        ? [{ collectionId: id, recordId, note: note || null, position: index + 1, addedBy: ownerId, at }]
        : []
    })
    if (items.length) await tx.insert(collectionItems).values(items)
  })
}
