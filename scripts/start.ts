/** `npm start`: builds the server when a source has changed, then runs it in this process. */
import { enableCompileCache } from 'node:module'
import { dirname } from 'node:path'
import { buildServer } from './build.ts'

process.setSourceMapsEnabled(true)
const file = await buildServer(dirname(import.meta.dirname))
enableCompileCache(`${dirname(file)}/cache`)
await import(file)
