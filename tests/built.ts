/** Builds test files, and all they load, into a few files in a second or two: each then starts in one second instead of five, in a process of its own as before. */
import { glob, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin, stop } from 'esbuild'
import { LEFT_OUT as SERVER_LEFT_OUT } from '../scripts/build.ts'

/** Two folders below the root, as the built server is. */
export const BUILT = 'dist/tests'

/** As the server's, and what only tests use. */
const LEFT_OUT = [...SERVER_LEFT_OUT, '@sparticuz/chromium', 'fast-check', 'playwright-core', 'smtp-server']

/** Sources find their neighbours by where they are, and none of them is the program that was called. */
const whereItWas: Plugin = {
  name: 'where it was',
  setup({ onLoad, initialOptions }) {
    onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      if (path.includes('/node_modules/') || !path.startsWith(initialOptions.absWorkingDir ?? '')) return undefined
      const source = await readFile(path, 'utf8')
      const contents = source
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.main', 'false')
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
    })
  },
}

/** Builds `files`, paths below `root`, and returns where each of them is now. */
export async function buildTests(root: string, files: readonly string[]): Promise<string[]> {
  await build({
    absWorkingDir: root,
    entryPoints: [...files],
    outdir: BUILT,
    outbase: root,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node26',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    external: LEFT_OUT,
    keepNames: true,
    sourcemap: 'linked',
    logLevel: 'error',
    plugins: [whereItWas],
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  })
  await stop()
  await forgetOld(join(root, BUILT))
  return files.map((file) => join(root, BUILT, file.replace(/\.tsx?$/, '.mjs')))
}

/** What no run of the last day has built. Not all at once: another run may be using it. */
async function forgetOld(folder: string) {
  const yesterday = Date.now() - 86_400_000
  for await (const name of glob(['parts/*', 'cache/*/*'], { cwd: folder })) {
    const file = join(folder, name)
    const { mtimeMs } = await stat(file)
    if (mtimeMs < yesterday) await rm(file, { force: true })
  }
}
