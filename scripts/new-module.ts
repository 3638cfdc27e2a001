/** Makes a module in the project's shape, ready to be filled: `npm run new-module -- round-tables`. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES } from '#platform/languages.ts'
import { ROOT } from '#platform/root.ts'

const name = process.argv[2] ?? ''
if (!/^[a-z]+(-[a-z]+)*$/.test(name)) {
  console.error('Give a name in lower kebab-case and the plural: npm run new-module -- round-tables')
  process.exit(1)
}
const folder = join(ROOT, 'src/modules', name)
if (existsSync(folder)) {
  console.error(`src/modules/${name} is there already.`)
  process.exit(1)
}
const variable = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
const words = name.replaceAll('-', ' ')
const title = words.charAt(0).toUpperCase() + words.slice(1)

const files: Record<string, string> = {
  'README.md': `# ${title}\n\nPurpose: …\n\n- **Policy behind it:** …\n- **States:** …\n- **Not here:** …\n\n| Address | Who | What |\n| --- | --- | --- |\n| \`GET /${name}\` | anyone | the list |\n`,
  'module.ts': `/** How ${words} join the site. Read only by \`site/modules.ts\`. */
import type { Module } from '#platform/module.ts'
import { pages } from './pages.tsx'
import { texts } from './texts.ts'

export const ${variable}: Module = {
  name: '${name}',
  path: '/${name}',
  title: (language) => texts.in(language)('list.title'),
  pages,
}
`,
  'pages.tsx': `/** The pages of ${words} for people: read the request, ask the rules, run a query, show a view. */
import { open, router } from '#platform/http.ts'
import { texts } from './texts.ts'
import { ListPage } from './views.tsx'

export const pages = router()

pages.get('/', open, (c) => {
  const t = texts.in(c.var.language)
  return c.render(<ListPage t={t} />, { title: t('list.title'), breadcrumbs: [] })
})
`,
  'views.tsx': `/** The HTML of ${words}. Each view is a function of its props and nothing else. */
import type { TextsOf } from '#platform/texts.ts'
import { Empty, Heading } from '#ui/index.tsx'
import type { texts } from './texts.ts'

export const ListPage = ({ t }: { t: TextsOf<typeof texts> }) => (
  <>
    <Heading level={1}>{t('list.title')}</Heading>
    <Empty text={t('list.empty')} />
  </>
)
`,
  'rules.ts': `/** What is allowed for ${words}. Pure: no database, no clock, no HTTP. */
import type { Actor } from '#platform/actor.ts'

/** Everything here is public so far. */
export const mayRead = (_actor: Actor): boolean => true
`,
  'rules.test.ts': `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nobody } from '#platform/actor.ts'
import { mayRead } from './rules.ts'

test('anyone may read ${words}', () => {
  assert.equal(mayRead(nobody), true)
})
`,
  'texts.ts': `/** The words of ${words}, in every language. English is the shape. */
import { defineTexts } from '#platform/texts.ts'
${[...LANGUAGES]
  .sort()
  .map((language) => `import ${language} from './texts/${language}.json' with { type: 'json' }`)
  .join('\n')}

export const texts = defineTexts<typeof en>({ ${LANGUAGES.join(', ')} })
`,
  ...Object.fromEntries(
    LANGUAGES.map((language) => [
      `texts/${language}.json`,
      `${JSON.stringify({ 'list.title': title, 'list.empty': 'Nothing here yet.' }, null, 2)}\n`,
    ]),
  ),
}

mkdirSync(join(folder, 'texts'), { recursive: true })
for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content)
console.log(
  `src/modules/${name} is made. Add it to src/site/modules.ts, then write its schema.ts, forms.ts and queries.ts.`,
)
