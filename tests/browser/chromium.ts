/** Finds the browser of the walks: Chromium out of npm on Linux x64, an installed Chrome elsewhere. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '#platform/root.ts'

const PACKAGE = join(ROOT, 'node_modules/@sparticuz/chromium')
const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
]

/** Path of the browser's program. Chromium is unpacked once, in a folder of its own for each version and user. */
export async function findBrowser(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const found = INSTALLED.find((path) => existsSync(path))
    if (!found) throw new Error('The browser tests need Google Chrome or Chromium: install one.')
    return found
  }
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as {
    version: string
  }
  const folder = join(tmpdir(), `patokaz-chromium-${version}-${userInfo().uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium')
    const path = await chromium.executablePath()
    if (lacksLibraries(path)) {
      await inflate(join(PACKAGE, 'bin/al2023.tar.br'))
      process.env.LD_LIBRARY_PATH = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
    }
    return path
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

/** A bare machine has no libnss3; the package brings one along that is used only then. */
const lacksLibraries = (path: string) => {
  const { stdout } = spawnSync('ldd', [path], { encoding: 'utf8' })
  return stdout?.includes('not found') ?? false
}

/** Only what a headless browser needs to run as root in a closed network; the package's own list would switch off web security. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--headless=new',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
