/** Holds the texts together: every language has English's keys and placeholders, no message is broken, and none is unused. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { DEFAULT_LANGUAGE, LANGUAGES } from '#platform/languages.ts'
import { ROOT } from '#platform/root.ts'
import { localeOf } from '#platform/texts.ts'

type Messages = Record<string, string>
type Element = { type: number; value?: unknown; options?: Record<string, { value: Element[] }>; children?: Element[] }

/** Names of placeholders in a message, those inside plural and select branches too. */
const placeholdersOf = (elements: Element[]): string[] =>
  elements.flatMap((element) => [
    // Types of the ICU parser: 0 is literal text, 7 the # of a plural; all others name a value.
    ...(element.type !== 0 && element.type !== 7 ? [String(element.value)] : []),
    ...Object.values(element.options ?? {}).flatMap((option) => placeholdersOf(option.value)),
    ...placeholdersOf(element.children ?? []),
  ])

const filesBelow = (folder: string, wanted: (path: string) => boolean): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(wanted)

/** Every folder of texts: one JSON file a language. */
const textFolders = () =>
  filesBelow(join(ROOT, 'src'), (path) => path.endsWith('/en.json') && /texts$/.test(dirname(path))).map(dirname)

export function problemsOfTexts(): string[] {
  const problems: string[] = []
  for (const folder of textFolders()) {
    const name = relative(ROOT, folder)
    const read = (language: string) => JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Messages
    const english = read(DEFAULT_LANGUAGE)
    const present = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => basename(file, '.json'))
    for (const language of LANGUAGES) {
      if (!present.includes(language)) {
        problems.push(`${name}: ${language}.json is missing`)
        continue
      }
      const messages = read(language)
      for (const key of Object.keys(english))
        if (!(key in messages)) problems.push(`${name}/${language}.json: "${key}" is missing`)
      for (const [key, message] of Object.entries(messages))
        problems.push(...problemsOf(`${name}/${language}.json: "${key}"`, language, message, english[key]))
    }
    problems.push(...unusedKeys(folder, english).map((key) => `${name}/en.json: "${key}" is used nowhere`))
  }
  return problems
}

function problemsOf(where: string, language: string, message: string, english: string | undefined): string[] {
  if (english === undefined) return [`${where} does not exist in English`]
  if (message.trim() === '') return [`${where} is empty`]
  try {
    const locale = localeOf(language as (typeof LANGUAGES)[number])
    const given = new Set(
      placeholdersOf(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst() as Element[]),
    )
    const wanted = new Set(
      placeholdersOf(new IntlMessageFormat(english, 'en', undefined, { ignoreTag: true }).getAst() as Element[]),
    )
    return [
      ...[...wanted.difference(given)].map((value) => `${where} lacks {${value}}`),
      ...[...given.difference(wanted)].map((value) => `${where} has {${value}}, which English has not`),
    ]
  } catch (error) {
    return [`${where} is no ICU message: ${error instanceof Error ? error.message : String(error)}`]
  }
}

/** Keys that no source names, literally or as a template such as `state.${state}`. */
function unusedKeys(folder: string, english: Messages): string[] {
  const sources = filesBelow(dirname(folder), (path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
  const literals = new Set([...sources.matchAll(/'([^'\n]*)'/g)].map(([, text]) => text))
  const templates = [...sources.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)].map(
    ([, text = '']) =>
      new RegExp(
        `^${text
          .split(/\$\{[^}]*\}/)
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('.+')}$`,
      ),
  )
  return Object.keys(english).filter(
    (key) => !literals.has(key) && !templates.some((template) => template.source !== '^.+$' && template.test(key)),
  )
}

if (import.meta.main) {
  const problems = problemsOfTexts()
  for (const problem of problems) console.error(problem)
  console.log(problems.length ? `${problems.length} problems in texts` : 'Texts: seven languages say the same things.')
  process.exitCode = problems.length ? 1 : 0
}
