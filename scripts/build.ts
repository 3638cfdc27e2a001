/** Builds the server into one file, so that it loads in a second instead of five. Done by `npm start` when a source has changed; `npm run build` does it beforehand. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { buildAssets } from './assets.ts'

/** Packages in the older module form, or with files of their own, stay where they are; all others go into the file. */
export const LEFT_OUT = [
  '@aws-sdk/*',
  'csv-stringify',
  'esbuild',
  'file-type',
  'nodemailer',
  'pdfmake',
  'pg',
  'pg-boss',
  'pg-copy-streams',
  'pino',
  'prom-client',
  'qrcode',
  'tar-stream',
]

/** Two folders below the root, as `src/platform` is: the sources find the root of the program from where they are. */
const FILE = 'dist/server/server.mjs'

/** Returns the path of the built server. Does nothing when no source changed since the last time. */
export async function buildServer(root: string): Promise<string> {
  const file = join(root, FILE)
  const stamp = `${file}.inputs`
  const inputs = await inputHash(root)
  if ((await readFile(stamp, 'utf8').catch(() => '')) === inputs) return file
  const result = await build({
    absWorkingDir: root,
    entryPoints: ['src/server.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node26',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    external: LEFT_OUT,
    keepNames: true,
    sourcemap: 'linked',
    write: false,
    outfile: file,
    logLevel: 'silent',
    // Some bundled packages still ask for require.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  })
  await mkdir(dirname(file), { recursive: true })
  for (const { path, contents } of result.outputFiles) await writeWhole(path, contents)
  await writeWhole(stamp, inputs)
  return file
}

/** Everything that the result depends on: our own sources by content, packages by the lock file. */
async function inputHash(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of ['src', 'countries', 'scripts'])
    for (const name of (await readdir(join(root, folder), { recursive: true })).sort())
      if (/\.(tsx?|json)$/.test(name)) hash.update(name).update(await readFile(join(root, folder, name)))
  hash.update(await readFile(join(root, 'package-lock.json')))
  return hash.digest('hex')
}

/** Two processes that start together may both build: each file appears whole. */
async function writeWhole(path: string, content: Uint8Array | string) {
  const half = `${path}.${process.pid}.part`
  await writeFile(half, content)
  await rename(half, path)
}

if (import.meta.main) {
  const root = dirname(import.meta.dirname)
  await buildAssets(root)
  console.log(await buildServer(root))
}
