/** Files as people really have them: every encoding and separator of the region is understood, and nothing they send breaks the portal. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openArchive } from './archive.ts'
import { withMark, withoutMark } from './csv.ts'
import { BROKEN, ENCODINGS, encodingOf } from './encoding.ts'
import { guessMapping } from './mapping.ts'
import { formatOf, readTable, tableIn } from './reading.ts'
import { digitsOf, type Table } from './table.ts'
import { writeXlsx } from './workbook.ts'
import { writeZip } from './zip.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

/** Encodes with one of the old code pages by asking the decoder what each byte means. */
function encoded(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding)
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  return Uint8Array.from([...text].map((letter) => bytes.get(letter) ?? 0x3f))
}

async function tableFrom(bytes: Uint8Array): Promise<Table> {
  const found = await formatOf(bytes)
  assert.ok(found.ok && found.format !== 'zip', JSON.stringify(found))
  const read = await readTable(bytes, found.format, found.options)
  assert.ok(read.ok, JSON.stringify(read))
  return read.table
}

const TEXTS = {
  mk: 'Наслов;Општина\nПрифаќање ученици од селата во градските училишта;Ѓорче Петров\nЉубезни шалтери;Њива\n',
  bg: 'Заглавие;Община\nСнегопочистване по карта, която всеки може да види;Габрово\nОбщински съвет на децата;Търговище\n',
  uk: 'Назва;Громада\nГромадський бюджет для школярів їхньої громади;Вінниця\nЄдиний реєстр ґанків;Чугуїв\n',
  ru: 'Название;Место\nУличное освещение по счётчику: как сэкономить половину;Нарын\nПриёмная в мессенджере;Ош\n',
}

test('an old Cyrillic file is read in the encoding in which it was written', async () => {
  const cases = [
    ['windows-1251', ['mk', 'bg', 'uk', 'ru']],
    ['koi8-u', ['uk', 'ru', 'bg']],
    ['ibm866', ['ru', 'bg']],
    ['iso-8859-5', ['ru', 'bg']],
  ] as const
  for (const [encoding, languages] of cases)
    for (const language of languages) {
      const bytes = encoded(TEXTS[language], encoding)
      assert.equal(encodingOf(bytes), encoding, `${language} in ${encoding}`)
      const table = await tableFrom(bytes)
      assert.equal(table.columns[0], TEXTS[language].split(';')[0])
      assert.equal(table.rows.length, 2)
    }
})

test('an Albanian file in the Latin code page keeps its ë and ç', async () => {
  const text = 'Titulli;Komuna\nNjë sportel për çdo shërbim të qytetarëve;Tetovë\nKëshilli i të rinjve;Strugë\n'
  const bytes = encoded(text, 'windows-1250')
  assert.equal(encodingOf(bytes), 'windows-1250')
  assert.equal((await tableFrom(bytes)).rows[0]?.cells[1], 'Tetovë')
})

test('UTF-8 and UTF-16, with a mark and without, are read alike', async () => {
  for (const text of Object.values(TEXTS)) {
    const wide = (little: boolean) =>
      Uint8Array.from(
        [...text].flatMap((letter) => {
          const code = letter.charCodeAt(0)
          return little ? [code & 255, code >> 8] : [code >> 8, code & 255]
        }),
      )
    const wanted = await tableFrom(utf8(text))
    for (const bytes of [
      utf8(`\ufeff${text}`),
      wide(true),
      wide(false),
      Uint8Array.of(0xff, 0xfe, ...wide(true)),
      Uint8Array.of(0xfe, 0xff, ...wide(false)),
    ])
      assert.deepEqual(await tableFrom(bytes), wanted)
  }
})

test('a damaged letter is left marked in its cell, and the rest of the file is right', async () => {
  const bytes = utf8('Наслов;Опис\nПрва;Добро\nВтора;Лошо\nТрета;Добро\n')
  const at = Buffer.from(bytes).indexOf(utf8('Лошо')) + 2
  bytes[at] = 0x20
  const table = await tableFrom(bytes)
  assert.equal(table.columns[0], 'Наслов')
  assert.ok(table.rows[1]?.cells[1]?.includes(BROKEN))
  assert.ok(!table.rows[2]?.cells.join().includes(BROKEN))
})

test('commas, semicolons, tabs and bars are found, also when texts hold the others', async () => {
  for (const separator of [',', ';', '\t', '|'])
    for (const end of ['\n', '\r\n', '\r']) {
      const rows = [
        ['Наслов', 'Опис', 'Износ'],
        ['Прва', '"Со, запирка; и\nнов ред"', '"1.234,56"'],
        ['Втора', 'Без', '7'],
      ]
      const table = await tableFrom(utf8(rows.map((row) => row.join(separator)).join(end)))
      assert.deepEqual(table.columns, ['Наслов', 'Опис', 'Износ'], JSON.stringify([separator, end]))
      assert.deepEqual(table.rows[0]?.cells, ['Прва', 'Со, запирка; и\nнов ред', '1.234,56'])
      assert.equal(table.rows[1]?.row, 3)
    }
})

test('a row keeps the number that its owner sees, whatever empty rows stand before it', async () => {
  const table = await tableFrom(utf8('\n\nНаслов;Опис\n\nПрва;а\n;\nВтора;б\n'))
  assert.deepEqual(
    table.rows.map(({ row }) => row),
    [5, 7],
  )
})

test('a quotation mark that is never closed is told with its row', async () => {
  const read = await readTable(utf8('a,b\n1,2\n"3,4\n5,6'), 'csv', {})
  assert.deepEqual([read.ok, !read.ok && read.problem], [false, 'quote'])
})

test('numbers of JSON and of a spreadsheet are not taken for grouped thousands', () => {
  assert.equal(digitsOf(1.234), '1.2340')
  assert.equal(digitsOf(1234.5), '1234.5')
  assert.equal(digitsOf(1e21), '1000000000000000000000')
  assert.equal(digitsOf(-0.000_000_1), '-0.0000001')
})

test('what our own open data look like is a table, and so is a bare list', async () => {
  const items = [
    { title: 'Прва', topics: ['waste', 'water'], cost: 12.5, example: true },
    { title: 'Втора', other: null },
  ]
  for (const value of [items, { total: 2, practices: items }]) {
    const table = await tableFrom(utf8(JSON.stringify(value)))
    assert.deepEqual(table.columns, ['title', 'topics', 'cost', 'example', 'other'])
    assert.deepEqual(table.rows[0]?.cells, ['Прва', 'waste;water', '12.5', 'true', ''])
  }
  for (const [text, problem] of [
    ['{"a":1}', 'jsonShape'],
    ['[', 'json'],
    ['[]', 'noRows'],
    ['[1,2]', 'jsonShape'],
  ])
    assert.deepEqual(await readTable(utf8(text ?? ''), 'json', {}), { ok: false, problem })
})

test('what is no table is named: an old workbook, a PDF, a picture, a page, nothing', async () => {
  const cases: [Uint8Array, string][] = [
    [new Uint8Array(), 'empty'],
    [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2), 'oldExcel'],
    [utf8('%PDF-1.7 x'), 'unknown'],
    [utf8('<!doctype html><table>'), 'unknown'],
    [Uint8Array.from({ length: 500 }, (_, at) => at % 7), 'unknown'],
    [Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9, 9), 'damaged'],
  ]
  for (const [bytes, problem] of cases) assert.deepEqual(await formatOf(bytes), { ok: false, problem })
})

const odd = fc.string({
  unit: fc.oneof(fc.constantFrom(...'аѓќџњЉ ;,"\'=+-@\t\n|_x0041_'), fc.string({ unit: 'grapheme', maxLength: 1 })),
  maxLength: 60,
})

test('whatever stands in a cell of a workbook comes back as it went in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(odd, odd), { minLength: 1, maxLength: 8 }), async (rows) => {
      const filled = rows.map(([a, b]) => [`x${a}`, b])
      const table = await tableFrom(await writeXlsx('Пракси', ['Наслов', 'Опис'], filled))
      assert.deepEqual(
        table.rows.map(({ cells }) => cells),
        filled.map(([a = '', b = '']) =>
          [a, b].slice(0, table.columns.length).map((text) => text.replaceAll('\r\n', '\n')),
        ),
      )
    }),
    { numRuns: 15 },
  )
})

test('the mark that stops a formula comes off again, and only it', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        odd,
        odd.map((text) => `'=${text}`),
        odd.map((text) => `''${text}`),
      ),
      (text) => {
        assert.equal(withoutMark(withMark(text)), text)
        assert.doesNotMatch(withMark(text), /^[=+\-@\t\r]/)
      },
    ),
  )
})

test('nothing that people send breaks the reading: there is a table or a sentence', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 300 }).map(utf8),
    fc.json().map(utf8),
    odd.map((text) => utf8(`Наслов;Опис\n${text};${text}\n`)),
    fc.uint8Array({ maxLength: 200 }).map((rest) => Uint8Array.of(0x50, 0x4b, 3, 4, ...rest)),
  )
  await fc.assert(
    fc.asyncProperty(
      bytes,
      fc.constantFrom(...ENCODINGS),
      fc.constantFrom('csv', 'json', 'xlsx'),
      async (sent, encoding, format) => {
        const found = await formatOf(sent)
        if (!found.ok) assert.ok(found.problem)
        else if (found.format !== 'zip') await readTable(sent, found.format, found.options)
        const read = await readTable(sent, format as 'csv', { encoding })
        assert.ok(read.ok ? read.table.rows.length > 0 : read.problem)
      },
    ),
    { numRuns: 120 },
  )
})

test('an archive is refused when it would fill the memory, and never leads out of its folder', async () => {
  const zeros = new Uint8Array(30_000_000)
  const bomb = await writeZip([{ name: 'a.csv', bytes: zeros, pack: true }])
  assert.ok(bomb.length < 100_000)
  assert.deepEqual(await openArchive(bomb), { ok: false, problem: 'bomb' })
  const leading = await writeZip([{ name: '../../etc/passwd', bytes: utf8('x') }])
  const opened = await openArchive(leading)
  assert.ok(!opened.ok || opened.archive.names.length === 0)
})

test('an archive that lies about its sizes is not unpacked', async () => {
  const bytes = Buffer.from(await writeZip([{ name: 'a.csv', bytes: utf8('наслов;опис\n'.repeat(50)), pack: true }]))
  // The directory's own statement of the size when unpacked (APPNOTE 4.3.12).
  bytes.writeUInt32LE(10, bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24)
  const opened = await openArchive(bytes)
  assert.ok(opened.ok)
  assert.equal(await opened.archive.read('a.csv'), undefined)
})

test('the table of an archive is found beside the files of its rows', () => {
  assert.equal(tableIn(['пракси.csv', 'files/а.pdf', 'files/табела.xlsx']), 'пракси.csv')
  assert.equal(tableIn(['извоз/пракси.xlsx', 'извоз/слики/а.png', '__MACOSX/._x.csv']), 'извоз/пракси.xlsx')
  assert.equal(tableIn(['a.csv', 'b.json']), 'manyTables')
  assert.equal(tableIn(['a.pdf']), 'noTable')
})

test('headings are recognised in any language, with their signs and brackets', () => {
  const field = (key: string, ...aliases: string[]) => ({ key, label: key, hint: '', aliases, example: '' })
  const fields = [field('title', 'Наслов', 'Titulli'), field('place', 'Општина'), field('periodFrom', 'Почеток')]
  assert.deepEqual(guessMapping(['НАСЛОВ *', 'Општина (код)', 'period_from'], fields), {
    title: '0',
    place: '1',
    periodFrom: '2',
  })
  assert.deepEqual(guessMapping(['Нешто', 'Titulli i praktikës'], fields), { title: '1' })
})
