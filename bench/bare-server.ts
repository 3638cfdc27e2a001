/** The yardstick, a process of its own: `node:http` and nothing else, answering bytes that it was given. Started by processes.ts. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Answer } from './cases.ts'

const [folder = ''] = process.argv.slice(2)
const answers = new Map<string | undefined, { headers: Record<string, string>; body: Buffer }>()

const server = createServer((request, response) => {
  const answer = answers.get(request.url)
  if (!answer) return response.writeHead(404).end()
  response.writeHead(200, answer.headers)
  response.end(answer.body)
})

process.on('message', ({ path, headers, file }: Answer) => {
  answers.set(path, { headers, body: readFileSync(join(folder, file)) })
  process.send?.({ has: path })
})
process.on('disconnect', () => process.exit(0))

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined })
})
