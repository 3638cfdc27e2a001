/** A machine is asked as LibreTranslate is, over real HTTP, and whatever goes wrong is said. */
import assert from 'node:assert/strict'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { httpProvider, ProviderFailed, providerOf } from './provider.ts'

type Asked = { headers: IncomingHttpHeaders; body: { q: string[]; source: string; target: string; format: string } }

async function withServer(
  answer: (asked: Asked) => { status?: number; body: string },
  run: (url: string, asked: Asked[]) => Promise<void>,
) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    const one = { headers: request.headers, body: JSON.parse(text) }
    asked.push(one)
    const { status = 200, body } = answer(one)
    response.writeHead(status, { 'content-type': 'application/json', ...(status === 302 && { location: '/' }) })
    response.end(body)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/translate`, asked)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
const shouted = ({ body }: Asked) => ({ body: JSON.stringify({ translatedText: body.q.map((text) => `${text}!`) }) })

test('a long text is sent in parts and comes back in its order', () =>
  withServer(shouted, async (url, asked) => {
    const texts = Array.from({ length: 60 }, (_, number) => `Параграф ${number} ${'збор '.repeat(30)}`)
    const translated = await httpProvider(url, 'tajna').translate(texts, 'mk', 'sq')
    assert.deepEqual(
      translated,
      texts.map((text) => `${text}!`),
    )
    assert.ok(asked.length > 1)
    assert.ok(asked.every(({ body }) => body.q.length <= 25 && body.q.join('').length <= 4_000))
    const { q: _, ...rest } = asked[0]?.body ?? { q: [] }
    assert.deepEqual(rest, { source: 'mk', target: 'sq', format: 'text', api_key: 'tajna' })
    assert.equal(asked[0]?.headers.authorization, 'Bearer tajna')
  }))

const problemWith = async (body: string, status: number): Promise<unknown> => {
  let problem: unknown
  await withServer(
    () => ({ status, body }),
    async (url) => {
      const failed = await httpProvider(url)
        .translate(['Вода'], 'mk', 'sq')
        .catch((error: unknown) => error)
      problem = failed instanceof ProviderFailed ? failed.problem : failed
    },
  )
  return problem
}

test('a service that refuses, redirects, answers nonsense or nothing leaves a reason', async () => {
  assert.equal(await problemWith('{"error":"no"}', 403), 'refused')
  assert.equal(await problemWith('', 302), 'unreachable')
  assert.equal(await problemWith('<html>', 200), 'unusable')
  assert.equal(await problemWith('{"translatedText":["a","b"]}', 200), 'unusable')
  assert.equal(await problemWith('{"translatedText":[" "]}', 200), 'unusable')
  const gone = httpProvider('http://127.0.0.1:1/translate').translate(['Вода'], 'mk', 'sq')
  await assert.rejects(gone, (error) => error instanceof ProviderFailed && error.problem === 'unreachable')
})

test('no service is known until the settings name one', () => {
  assert.equal(providerOf({ translation: undefined }), undefined)
})
