/** Builds what browsers load: style sheet, scripts, fonts, each named by its content and compressed beforehand. Runs in-process at start. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'esbuild'

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/** Browsers of 2023 and later; older ones get pages without script, which work. */
const TARGET = ['chrome115', 'firefox115', 'safari16.4']
const FONT = /inter-(.+)-wght-normal/

/**
 * Builds into `public/built` below `root`, with `manifest.json` (name → file). Does nothing when no input changed since the last time.
 * Two processes that start together may both build: every file is written whole under its own name, the manifest last.
 */
export async function buildAssets(root: string): Promise<void> {
  const out = join(root, 'public/built')
  const inputs = await inputHash(root)
  const before = await readFile(join(out, 'inputs.txt'), 'utf8').catch(() => '')
  if (before === inputs) return

  const entries = (await readdir(join(root, 'src/browser'))).filter((file) => file.endsWith('.entry.ts'))
  const result = await build({
    absWorkingDir: root,
    entryPoints: {
      site: 'src/browser/site.ts',
      ...Object.fromEntries(entries.map((file) => [file.replace('.entry.ts', ''), `src/browser/${file}`])),
      // Same name, other ending: esbuild keeps them apart by the ending of the result.
      'styles/site': 'src/ui/styles/index.css',
    },
    outdir: out,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: TARGET,
    loader: { '.woff2': 'file' },
    metafile: true,
    write: false,
    legalComments: 'none',
    logLevel: 'silent',
  })

  await mkdir(out, { recursive: true })
  const manifest: Record<string, string> = {}
  for (const file of result.outputFiles) {
    const name = basename(file.path)
    await writeWhole(join(out, name), file.contents)
    if (!name.endsWith('.woff2')) {
      const [brotli, zipped] = await Promise.all([
        compressBrotli(file.contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        compressGzip(file.contents, { level: 9 }),
      ])
      await writeWhole(join(out, `${name}.br`), brotli)
      await writeWhole(join(out, `${name}.gz`), zipped)
    }
    const font = FONT.exec(name)?.[1]
    manifest[font ? `inter-${font}.woff2` : name.replace(/-[A-Z0-9]{8}(\.\w+)$/, '$1')] = name
  }
  await writeWhole(join(out, 'manifest.json'), JSON.stringify(manifest, null, 2))
  await writeWhole(join(out, 'inputs.txt'), inputs)
  await removeOld(out, new Set(Object.values(manifest)))
}

/** Everything that the result depends on: our own sources by content, packages by the lock file. */
async function inputHash(root: string): Promise<string> {
  const hash = createHash('sha256')
  const files = ['package-lock.json', 'scripts/assets.ts', 'src/ui/theme.css']
  for (const folder of ['src/ui/styles', 'src/ui/charts', 'src/browser'])
    files.push(
      ...(await readdir(join(root, folder), { recursive: true }))
        .sort()
        .filter((file) => /\.(css|ts)$/.test(file))
        .map((file) => `${folder}/${file}`),
    )
  const contents = await Promise.all(
    files.map(async (file) => {
      const path = join(root, file)
      const found = await stat(path).catch(() => undefined)
      return found?.isFile() ? readFile(path) : undefined
    }),
  )
  for (const [index, content] of contents.entries()) if (content) hash.update(`${files[index]}\0`).update(content)
  return hash.digest('hex')
}

async function writeWhole(path: string, content: Uint8Array | string) {
  const half = `${path}.${process.pid}.part`
  await writeFile(half, content)
  await rename(half, path)
}

const KEPT_DAYS = 7
/** Pages that are still open may ask for the files of the version before; they stay for a week. */
async function removeOld(out: string, current: Set<string>) {
  const oldest = Date.now() - KEPT_DAYS * 86_400_000
  for (const file of await readdir(out)) {
    if (!/-[A-Z0-9]{8}\./.test(file) || current.has(file.replace(/\.(br|gz)$/, ''))) continue
    const { mtimeMs } = await stat(join(out, file))
    if (mtimeMs < oldest) await rm(join(out, file), { force: true })
  }
}
