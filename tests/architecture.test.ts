/** Rules about the whole code that no compiler knows. Each failure says what to do. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '#platform/root.ts'
import { modules } from '#site/modules.ts'
import { problemsOfTexts } from '../scripts/check-texts.ts'
import { allRoutes } from '../scripts/routes.ts'

const sources = () =>
  readdirSync(join(ROOT, 'src'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))

test('nobody reaches an address that no guard watches', () => {
  const routes = allRoutes()
  assert.ok(routes.length > 60, `saw only ${routes.length} routes: does the walk still find the routers?`)
  for (const { method, path, guard } of routes)
    assert.ok(guard, `${method} ${path}: put a guard (open, member, role…) before the handler`)
})

test('every address is in lower kebab-case', () => {
  for (const { path } of allRoutes())
    for (const part of path.split('/').filter((piece) => piece && !piece.startsWith(':')))
      assert.match(
        part,
        /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z.]+)?(:\w+.*)?$|^:\w+/,
        `${path}: write "${part}" in lower kebab-case`,
      )
})

test('a newcomer finds a README in every module', () => {
  const folders = ['src/modules', 'src/core'].flatMap((base) =>
    readdirSync(join(ROOT, base), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(base, entry.name)),
  )
  assert.ok(folders.length >= 7, `saw only ${folders.length} modules`)
  for (const folder of folders)
    assert.ok(
      existsSync(join(ROOT, folder, 'README.md')),
      `${folder}: write a README.md (purpose, states, addresses, what is not here)`,
    )
})

test('a reader of any language misses no sentence of the interface', () => {
  assert.deepEqual(problemsOfTexts(), [])
})

test('no module opens a folder that has no name of its own', () => {
  for (const file of sources())
    assert.doesNotMatch(
      relative(ROOT, file),
      /(^|\/)(utils?|helpers?|common|lib|services|types)(\/|\.tsx?$)/,
      `${file}: give the thing a home`,
    )
})

test('a country is data: no module asks for its code', () => {
  for (const file of sources().filter((path) => !path.endsWith('.test.ts') && !/seed|example/.test(path)))
    assert.doesNotMatch(
      readFileSync(file, 'utf8'),
      /country(\.code)?\s*[!=]==?\s*'(mk|bg|ua|kg)'/,
      `${relative(ROOT, file)}: read a switch of the country instead of its code`,
    )
})

test('layers point one way: site, modules, core, ui, platform', () => {
  const LAYERS = ['platform', 'ui', 'core', 'modules', 'site']
  let looked = 0
  for (const file of sources().filter((path) => !/\.test\.tsx?$/.test(path))) {
    const own = LAYERS.indexOf(relative(join(ROOT, 'src'), file).split('/')[0] ?? '')
    if (own < 0) continue
    for (const [, layer = ''] of readFileSync(file, 'utf8').matchAll(/from '#([a-z]+)\//g)) {
      const other = LAYERS.indexOf(layer)
      if (other < 0) continue
      looked++
      assert.ok(
        other <= own,
        `${relative(ROOT, file)} is in ${LAYERS[own]} and imports from ${layer}: turn the arrow round`,
      )
    }
  }
  assert.ok(looked > 300, `saw only ${looked} imports`)
})

test('a module is entered through its index.ts or schema.ts', () => {
  for (const file of sources().filter((path) => !/\.test\.tsx?$/.test(path))) {
    const place = relative(join(ROOT, 'src'), file)
    const own = place.split('/').slice(0, 2).join('/')
    if (place.startsWith('site/')) continue
    for (const [, base = '', name = '', rest = ''] of readFileSync(file, 'utf8').matchAll(
      /from '#(core|modules)\/([a-z-]+)\/([^']+)'/g,
    )) {
      if (`${base}/${name}` === own) continue
      assert.match(
        rest,
        /^(index\.tsx?|schema\.ts)$/,
        `${place} reaches into ${base}/${name}/${rest}: go through its index.ts`,
      )
    }
  }
})

test('every module has a name, a path of its own, and a title in its menu entry', () => {
  assert.equal(new Set(modules.map(({ path }) => path)).size, modules.length)
  for (const module of modules)
    if (module.section)
      assert.ok(
        module.title?.('mk') && module.description?.('mk'),
        `${module.name}: a subject in the menu has a title and a description`,
      )
})

test('every file begins by saying what it is for', () => {
  for (const file of sources().filter((path) => !/\.test\.tsx?$/.test(path)))
    assert.match(
      readFileSync(file, 'utf8'),
      /^(\/\/ biome-ignore[^\n]*\n)*\/\*\*/,
      `${relative(ROOT, file)}: open the file with one sentence saying what it is for`,
    )
})

test('no defect hides behind a skipped test', () => {
  const tests = [
    ...sources(),
    ...['tests', 'countries'].flatMap((base) =>
      readdirSync(join(ROOT, base), { recursive: true }).map((name) => join(ROOT, base, String(name))),
    ),
  ]
  for (const file of tests.filter((path) => /\.test\.tsx?$/.test(path) && dirname(path) !== import.meta.dirname))
    assert.doesNotMatch(
      readFileSync(file, 'utf8'),
      /\b(test|journey|describe)\.(skip|only|todo)\b/,
      `${relative(ROOT, file)}: mend the test or take it out`,
    )
})
