/** Finds the browser of the walks: Chromium out of npm on Linux x64, an installed Chrome elsewhere. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '#platform/root.ts'

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
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')) as {
    version: string
  }
  const folder = join(tmpdir(), `patokaz-chromium-${version}-${userInfo().uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    return await chromium.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
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
