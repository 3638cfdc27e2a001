/** Starts and stops what the bench measures and measures with: the portal as `npm start` does it, the bare server, the load. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ROOT } from '#platform/root.ts'
import type { Answer } from './cases.ts'
import type { Load, Measured } from './load.ts'

const OPTIONS = { cwd: ROOT, execArgv: ['--import', 'tsx'] }
const START_PATIENCE = 60_000

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

/** `profileFolder`: where the portal leaves a CPU profile when it stops. */
export async function startPortal(settings: Record<string, string>, profileFolder: string | undefined) {
  const profiling = profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : []
  const child = spawn(process.execPath, [...profiling, 'scripts/start.ts'], {
    cwd: ROOT,
    // A setting of whoever runs the bench must not reach another database.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout?.on('data', (bytes: Buffer) => {
    said += bytes.toString()
  })
  const begin = Date.now()
  while (!said.includes(`:${settings.PORT}\n`)) {
    if (child.exitCode !== null || Date.now() - begin > START_PATIENCE) {
      await stop(child, 'SIGTERM')
      throw new Error(`The portal did not start.\n${said}`)
    }
    await new Promise((done) => setTimeout(done, 50))
  }
  return { stop: () => stop(child, 'SIGTERM') }
}

export async function startBareServer(folder: string) {
  const child = fork(join(ROOT, 'bench/bare-server.ts'), [folder], OPTIONS)
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return {
    port,
    async give(answer: Answer): Promise<void> {
      child.send(answer)
      await once(child, 'message')
    },
    stop: () => stop(child, 'SIGTERM'),
  }
}

/** The load has a process of its own, so that measuring does not slow what is measured more than it must. */
export async function measureLoad(load: Load): Promise<Measured[]> {
  const child = fork(join(ROOT, 'bench/load.ts'), OPTIONS)
  child.send(load)
  const [measured] = (await once(child, 'message')) as [Measured[]]
  return measured
}

async function stop(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}
