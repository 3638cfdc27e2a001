/** What readers get from charts: words beside every drawing, missing figures named, nothing that the page's security policy forbids. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES, type Language } from '#platform/languages.ts'
import { LanguageProvider } from '#ui/language.tsx'
import { ChartGallery } from './gallery.tsx'
import { galleryData } from './gallery-data.ts'
import { BarChart, Choropleth, LineChart } from './index.tsx'
import { chartTexts } from './texts.ts'

const rendered = (node: unknown, language: Language = 'en') =>
  String(<LanguageProvider language={language}>{node as string}</LanguageProvider>)
const gallery = rendered(<ChartGallery />)

test('A person without JavaScript, under the strictest policy, sees every chart', () => {
  assert.ok(gallery.length > 100_000)
  assert.doesNotMatch(gallery, /\sstyle=|<script|\son[a-z]+=/)
  assert.doesNotMatch(gallery, /NaN|undefined|Infinity|\[object/)
})

test('A person who hears the page gets a name and a sentence for every drawing', () => {
  const ids = new Set([...gallery.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))
  const drawings = [...gallery.matchAll(/<svg [^>]*role="(?:img|group)"[^>]*>/g)].map(([tag]) => tag)
  assert.ok(drawings.length > 30)
  for (const drawing of drawings) {
    const named = /aria-labelledby="([^"]+)"/.exec(drawing)?.[1]?.split(' ') ?? []
    assert.ok(/aria-label="[^"]+"/.test(drawing) || (named.length > 0 && named.every((id) => ids.has(id))), drawing)
  }
})

test('A person reading the table finds every figure of the bars, and no zero where there is no figure', () => {
  const html = rendered(
    <BarChart
      title="Population"
      bars={[
        { label: 'Велес', value: 48463 },
        { label: 'Чашка', value: null },
      ]}
    />,
  )
  const table = html.slice(html.indexOf('<table'))
  assert.match(table, /Велес.*48,463/s)
  assert.match(table, /Чашка.*no data/s)
  assert.doesNotMatch(table, /<td[^>]*>0</)
})

test('A name with a bracket does no harm', () => {
  const html = rendered(<BarChart title="<b>x</b>" bars={[{ label: '"><img src=x>', value: 1, href: '/a"b' }]} />)
  assert.doesNotMatch(html, /<img|<b>/)
})

test('A drawing with links can be entered by keyboard, one without is a single image', () => {
  const bars = [{ label: 'Велес', value: 1 }]
  assert.match(rendered(<BarChart title="t" bars={bars} />), /role="img"/)
  assert.match(
    rendered(<BarChart title="t" bars={bars.map((bar) => ({ ...bar, href: '/mk' }))} />),
    /role="group".*<a href="\/mk"/s,
  )
})

test('An uncertain year says so in the table', () => {
  const points = [
    { x: 2023, value: 4 },
    { x: 2024, value: 5, status: 'provisional' as const },
  ]
  assert.match(rendered(<LineChart title="t" series={[{ label: 'Велес', points }]} />, 'mk'), /5 \(претходен податок\)/)
})

test('A map of eighty municipalities stays small enough for a slow connection', () => {
  const { municipalities, topology } = galleryData()
  const html = rendered(
    <Choropleth
      title="Population"
      topology={topology}
      values={new Map(municipalities.map((place) => [place.code, place.figure('population')]))}
      names={new Map(municipalities.map(({ code, name }) => [code, name]))}
      hrefs={new Map(municipalities.map(({ code }) => [code, `/mk/places/${code}`]))}
    />,
  )
  const drawing = /<svg class="chart-map"[\s\S]*?<\/svg>/.exec(html)?.[0] ?? ''
  assert.equal(drawing.match(/<a href/g)?.length, 80)
  assert.ok(Buffer.byteLength(drawing) < 60_000, String(Buffer.byteLength(drawing)))
})

test('A place without a figure is hatched and called so, not given the lowest colour', () => {
  const { municipalities, topology } = galleryData()
  const [first, ...rest] = municipalities
  assert.ok(first)
  const html = rendered(
    <Choropleth
      title="t"
      topology={topology}
      values={new Map(rest.map((place) => [place.code, place.figure('population')]))}
      names={new Map([[first.code, first.name]])}
    />,
  )
  assert.match(html, new RegExp(`class="chart-none" fill="url\\(#[^"]+\\)"><title>${first.name}: no data`))
})

test('Each language says all that charts say', () => {
  const keys = Object.keys(chartTexts.messages.en)
  for (const language of LANGUAGES) {
    assert.deepEqual(Object.keys(chartTexts.messages[language]), keys, language)
    assert.doesNotMatch(
      rendered(
        <BarChart
          title="t"
          bars={[
            { label: 'a', value: 1 },
            { label: 'b', value: null, highlight: true },
          ]}
        />,
        language,
      ),
      /\{|\}/,
    )
  }
})
