/** What people may upload and what is sent back to them: by name, by bytes, by both together. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { endsAsArchive, readArchive } from './archives.ts'
import { ACCEPTED } from './kinds.ts'
import { cleanName, contentDisposition } from './naming.ts'
import { readPicture } from './pictures.ts'
import { type FileProblem, inspect } from './sniff.ts'

const LIMIT = 1_000_000
const bytesOf = (text: string) => new TextEncoder().encode(text)
const raw = (...parts: (string | number[] | Uint8Array)[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : [...part])),
  )
const u16 = (n: number) => [n & 255, (n >> 8) & 255]
const u32 = (n: number) => [...u16(n & 0xffff), ...u16((n >>> 16) & 0xffff)]
const big32 = (n: number) => u32(n).reverse()

/** An archive whose entries are stored as they are; checksums are left out, nobody unpacks it. */
function zip(entries: Record<string, string>): Uint8Array {
  const local: number[] = []
  const directory: number[] = []
  for (const [name, text] of Object.entries(entries)) {
    const [title, body] = [bytesOf(name), bytesOf(text)]
    const shared = [
      ...u16(20),
      ...u16(0x800),
      ...u16(0),
      ...u32(0),
      ...u32(0),
      ...u32(body.length),
      ...u32(body.length),
    ]
    directory.push(...u32(0x02014b50), ...u16(20), ...shared, ...u16(title.length), ...u16(0), ...u16(0), ...u16(0))
    directory.push(...u16(0), ...u32(0), ...u32(local.length), ...title)
    local.push(...u32(0x04034b50), ...shared, ...u16(title.length), ...u16(0), ...title, ...body)
  }
  const count = Object.keys(entries).length
  const end = [
    ...u32(0x06054b50),
    0,
    0,
    0,
    0,
    ...u16(count),
    ...u16(count),
    ...u32(directory.length),
    ...u32(local.length),
    0,
    0,
  ]
  return raw(local, directory, end)
}
const contentTypes = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`
const OOXML = 'application/vnd.openxmlformats-officedocument'
const docx = (more: Record<string, string> = {}, main = `${OOXML}.wordprocessingml.document.main+xml`) =>
  zip({ '[Content_Types].xml': contentTypes(main), 'word/document.xml': '<w:document/>', ...more })
const xlsx = zip({
  '[Content_Types].xml': contentTypes(`${OOXML}.spreadsheetml.sheet.main+xml`),
  'xl/workbook.xml': '',
})
const ods = zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' })
const pdf = raw('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
const exe = raw('MZ', [0x90, 0, 3, 0, 0, 0], Array<number>(200).fill(0), 'This program cannot be run in DOS mode.')

const chunk = (type: string, body: number[] | string) => raw(big32(body.length), type, body as string, [0, 0, 0, 0])
const png = (width = 2, height = 2, more: Uint8Array[] = []) =>
  raw(
    [0x89],
    'PNG\r\n',
    [0x1a],
    '\n',
    chunk('IHDR', [...big32(width), ...big32(height), 8, 2, 0, 0, 0]),
    ...more,
    chunk('IDAT', [0]),
    chunk('IEND', []),
  )
const gif = raw('GIF89a', u16(3), u16(4), [0, 0, 0, 0x3b])
const riff = (...chunks: Uint8Array[]) => {
  const body = raw(...chunks)
  return raw('RIFF', u32(body.length + 4), 'WEBP', body)
}
const webpChunk = (type: string, body: number[] | string) =>
  raw(type, u32(body.length), body as string, body.length % 2 ? [0] : [])
const webp = riff(
  webpChunk('VP8X', [0b1100, 0, 0, 0, 9, 0, 0, 4, 0, 0]),
  webpChunk('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 10, 0, 5, 0]),
  webpChunk('EXIF', 'GPS 41.71 21.77'),
)
/** One Exif directory: how the camera was held, and a pointer to where it was (GPS). */
const exif = (orientation: number) => [
  ...raw(
    'Exif',
    [0, 0],
    'II',
    u16(42),
    u32(8),
    u16(2),
    u16(0x0112),
    u16(3),
    u32(1),
    u32(orientation),
    u16(0x8825),
    u16(4),
    u32(1),
    u32(38),
    u32(0),
  ),
]
const segment = (marker: number, body: number[] | string) =>
  raw([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255], body as string)
const jpeg = (orientation = 6, end = '') =>
  raw(
    [0xff, 0xd8],
    segment(0xe0, 'JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0'),
    segment(0xe1, exif(orientation)),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x>Велес</x>'.normalize('NFC').replace(/[^\0-\xff]/g, '?')),
    segment(0xfe, 'taken by Ana'),
    segment(0xc0, [8, 0, 30, 0, 40, 1, 1, 0x11, 0]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56],
    [0xff, 0xd9],
    end,
  )

describe('a file that people upload', () => {
  const taken: [string, Uint8Array, string][] = [
    ['Извештај за отпадот.pdf', pdf, 'application/pdf'],
    ['Одлука.docx', docx(), `${OOXML}.wordprocessingml.document`],
    ['Буџет.xlsx', xlsx, `${OOXML}.spreadsheetml.sheet`],
    ['Табела.ods', ods, 'application/vnd.oasis.opendocument.spreadsheet'],
    ['слика.png', png(), 'image/png'],
    ['слика.JPG', jpeg(), 'image/jpeg'],
    ['слика.webp', webp, 'image/webp'],
    ['слика.gif', gif, 'image/gif'],
    ['податоци.csv', bytesOf('место;жители\nВелес;48463\n'), 'text/csv; charset=utf-8'],
    ['белешка.txt', bytesOf('Ѓорче Петров'), 'text/plain; charset=utf-8'],
    [
      'старо.txt',
      raw([0xc2, 0xe5, 0xeb, 0xe5, 0xf1, 0x20, 0x31, 0x39, 0x39, 0x38]),
      'text/plain; charset=windows-1251',
    ],
    ['прилози.zip', zip({ 'одлука.txt': 'Се усвојува.' }), 'application/zip'],
  ]
  for (const [name, bytes, type] of taken)
    test(`${name} is taken`, async () => {
      const answer = await inspect(name, bytes, LIMIT)
      assert.ok(answer.ok, `refused: ${answer.ok || answer.problem}`)
      assert.equal(answer.type, type)
    })

  const refused: [string, Uint8Array, FileProblem, string][] = [
    ['празно.pdf', raw(), 'empty', 'an empty file'],
    ['голем.txt', new Uint8Array(LIMIT + 1).fill(65), 'size', 'a file larger than allowed'],
    ['.pdf', pdf, 'name', 'a file that has only an ending'],
    ['извештај', pdf, 'name', 'a file without an ending'],
    ['страница.html', bytesOf('<!doctype html><script>alert(1)</script>'), 'type', 'a web page'],
    ['цртеж.svg', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'type', 'an SVG'],
    ['програма.exe', exe, 'type', 'a program'],
    ['сметка.exe.pdf', exe, 'disguised', 'a program with the ending of a PDF'],
    ['слика‮fdp.exe', exe, 'type', 'a program whose name is written backwards'],
    [
      'извештај.pdf',
      bytesOf('<html><body>%PDF-1.7 %%EOF</body></html>'),
      'disguised',
      'a web page with the ending of a PDF',
    ],
    ['извештај.pdf', raw('junk', pdf), 'disguised', 'a PDF with something before it'],
    ['извештај.pdf', raw(pdf, zip({ 'a.txt': 'a' })), 'disguised', 'a PDF that is an archive as well'],
    ['слика.png', raw(png(), zip({ 'a.txt': 'a' })), 'disguised', 'a picture that is an archive as well'],
    ['слика.png', bytesOf('<svg onload="alert(1)"/>'), 'disguised', 'an SVG with the ending of a PNG'],
    ['слика.png', jpeg(), 'disguised', 'a JPEG with the ending of a PNG'],
    ['слика.jpg', jpeg().subarray(0, 60), 'disguised', 'half a picture'],
    ['огромна.png', png(30_000, 30_000), 'picture', 'a picture that would fill the memory'],
    ['белешка.txt', bytesOf('  <script>alert(1)</script>'), 'disguised', 'a script with the ending of a text'],
    ['податоци.csv', exe, 'disguised', 'a program with the ending of a table'],
    ['белешка.txt', raw([0x98, 0x81, 0x90, 0xff, 0xfe]), 'disguised', 'bytes that are no text'],
    ['одлука.docm', docx({ 'word/vbaProject.bin': 'x' }), 'type', 'a document made for macros'],
    ['одлука.docx', docx({ 'word/vbaProject.bin': 'x' }), 'macros', 'a document with macros and a harmless ending'],
    [
      'одлука.docx',
      docx({}, 'application/vnd.ms-word.document.macroEnabled.main+xml'),
      'macros',
      'a document for macros, renamed',
    ],
    ['одлука.docx', xlsx, 'disguised', 'a table with the ending of a document'],
    ['одлука.docx', raw('MZ', docx()), 'disguised', 'a document with a program before it'],
    [
      'табела.ods',
      zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'Basic/Standard/Module1.xml': '' }),
      'macros',
      'an OpenDocument table with macros',
    ],
    ['прилози.zip', zip({ 'папка/игра.exe': 'MZ' }), 'programs', 'an archive with a program'],
    ['прилози.zip', zip({ '../../etc/passwd': 'x' }), 'programs', 'an archive that unpacks outside its folder'],
    ['прилози.zip', docx(), 'disguised', 'a document with the ending of an archive'],
  ]
  for (const [name, bytes, problem, who] of refused)
    test(`${who} is sent back`, async () => {
      assert.deepEqual(await inspect(name, bytes, LIMIT), { ok: false, problem })
    })

  test('no bytes whatever stop the portal', async () => {
    const endings = ACCEPTED.split(',')
    const starts = [pdf, docx(), png(), jpeg(), webp, gif].map((bytes) => [...bytes])
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...endings),
        fc.constantFrom(...starts),
        fc.array(fc.nat(255), { maxLength: 300 }),
        fc.nat(80),
        async (ending, start, noise, cut) => {
          const answer = await inspect(
            `x${ending}`,
            Uint8Array.from([...start.slice(0, start.length - cut), ...noise]),
            LIMIT,
          )
          assert.equal(typeof answer.ok, 'boolean')
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('the picture of somebody who does not want to tell where they live', () => {
  const text = (bytes: Uint8Array) => String.fromCharCode(...bytes)

  test('a photo keeps how it was held and loses where and by whom', () => {
    const picture = readPicture('jpg', jpeg(6, 'more after the end'))
    assert.ok(picture)
    assert.deepEqual([picture.width, picture.height], [40, 30])
    assert.doesNotMatch(text(picture.bytes), /adobe|taken by|more after/)
    assert.equal(text(picture.bytes).includes(text(Uint8Array.from(u16(0x8825)))), false)
    assert.match(text(picture.bytes), /JFIF/)
    const again = readPicture('jpg', picture.bytes)
    assert.deepEqual(again?.bytes, picture.bytes, 'its orientation is read again, and nothing more goes')
    assert.match(text(picture.bytes), /Exif\0\0MM/)
    assert.equal(picture.bytes.at(2 + 2 + 2 + 6 + 8 + 2 + 8 + 1), 6)
  })

  test('a photo that was held upright has no Exif left', () => {
    assert.doesNotMatch(text(readPicture('jpg', jpeg(1))?.bytes ?? raw()), /Exif/)
  })

  test('PNG and WebP lose their notes as well', () => {
    const noted = png(5, 6, [chunk('tEXt', 'Author\0Ana'), chunk('eXIf', 'GPS')])
    assert.deepEqual(readPicture('png', noted), { width: 5, height: 6, bytes: png(5, 6) })
    const picture = readPicture('webp', webp)
    assert.deepEqual([picture?.width, picture?.height], [10, 5])
    assert.doesNotMatch(text(picture?.bytes ?? raw()), /GPS|EXIF/)
    assert.equal(picture?.bytes[20], 0)
    assert.deepEqual(readPicture('webp', picture?.bytes ?? raw())?.bytes, picture?.bytes)
  })
})

describe('the name of a file', () => {
  const names: [string, string | undefined, string][] = [
    ['Извештај 2026.PDF', 'Извештај 2026.pdf', 'letters of any script stay'],
    ['../../etc/passwd.txt', 'passwd.txt', 'a path goes'],
    ['C:\\Users\\Ана\\Одлука.docx', 'Одлука.docx', 'a path of Windows goes'],
    ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie- x.txt', 'line ends cannot break a header'],
    ['слика\u202Egpj.exe', 'сликаgpj.exe', 'the order of letters cannot be turned round'],
    ['a\u0000.pdf', 'a.pdf', 'control characters go'],
    ['CON.txt', '_CON.txt', 'names that Windows keeps for itself get a mark'],
    ['   .. .pdf', undefined, 'dots and spaces are no name'],
    ['извештај.', undefined, 'an ending must be there'],
  ]
  for (const [given, name, who] of names) test(who, () => assert.equal(cleanName(given)?.name, name))

  test('a name of any length and letters stays short and plain', () => {
    assert.equal([...(cleanName(`${'ж'.repeat(5000)}.pdf`)?.name ?? '')].length, 100)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = cleanName(`${given}.pdf`)?.name
        if (name === undefined) return
        assert.ok([...name].length <= 100)
        assert.doesNotMatch(name, /[/\\\p{Cc}\p{Cf}]/u)
        assert.equal(cleanName(name)?.name, name, 'cleaning again changes nothing')
        assert.match(contentDisposition('attachment', name), /^[\x20-\x7e]+$/)
      }),
    )
  })

  test('browsers get a Cyrillic name whole', () => {
    assert.equal(
      contentDisposition('attachment', 'Ана "1".pdf'),
      `attachment; filename="___ _1_.pdf"; filename*=UTF-8''%D0%90%D0%BD%D0%B0%20%221%22.pdf`,
    )
  })
})

test('an archive says what is in it without being unpacked', () => {
  assert.deepEqual(readArchive(zip({ 'а.txt': '1', 'б/в.txt': '2' })), { names: ['а.txt', 'б/в.txt'], whole: true })
  assert.equal(endsAsArchive(pdf), false)
  assert.equal(readArchive(pdf), undefined)
})
