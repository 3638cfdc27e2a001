/** Who may use a folder when several programs want it; the database in it is tested in launcher.test.ts. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { holdFolder, StartError } from './launcher.ts'

const root = mkdtempSync(join(tmpdir(), 'држи-'))
after(() => rmSync(root, { recursive: true, force: true }))

test('A clerk who starts the portal twice is told that it runs already, and may start it once the first has ended', () => {
  const folder = join(root, 'двапати')
  const first = holdFolder(folder)
  assert.throws(
    () => holdFolder(folder),
    (error) => error instanceof StartError && error.message.includes(`process ${process.pid}`),
  )
  first.release()
  first.release()
  assert.equal(existsSync(join(folder, 'patokaz.lock')), false)
  holdFolder(folder).release()
})

test('A clerk whose portal was killed starts it again without cleaning up', async () => {
  const folder = join(root, 'убиен')
  const program = `import { holdFolder } from ${JSON.stringify(new URL('./launcher.ts', import.meta.url).href)}
    holdFolder(${JSON.stringify(folder)})
    process.kill(process.pid, 'SIGKILL')`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { stdio: 'inherit' })
  await new Promise((resolve) => child.once('exit', resolve))
  assert.match(readFileSync(join(folder, 'patokaz.lock'), 'utf8'), new RegExp(`^${child.pid} `))
  holdFolder(folder).release()
})

test('A clerk is not kept out by another program that was given the number of the killed one', () => {
  const folder = join(root, 'број')
  holdFolder(folder).release()
  writeFileSync(join(folder, 'patokaz.lock'), `${process.ppid} 1@long-ago\n`)
  holdFolder(folder).release()
})

test('A clerk is not kept out by a lock that a full disk left empty', () => {
  const folder = join(root, 'празно')
  holdFolder(folder).release()
  writeFileSync(join(folder, 'patokaz.lock'), '')
  holdFolder(folder).release()
})

test('Somebody who ends late does not take the folder from the one who has it now', () => {
  const folder = join(root, 'доцна')
  const late = holdFolder(folder)
  writeFileSync(join(folder, 'patokaz.lock'), '1 another\n')
  late.release()
  assert.equal(existsSync(join(folder, 'patokaz.lock')), true)
})
