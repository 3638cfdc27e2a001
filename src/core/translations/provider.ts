/** A machine that translates: the interface that the portal asks, and the adapter for services that speak LibreTranslate's shape. Keeps nothing. */
import { z } from 'zod'
import type { Config } from '#platform/config.ts'
import type { Language } from '#platform/languages.ts'

/** Translates plain texts; answers as many, in the same order. Throws ProviderFailed when it cannot. */
export type TranslationProvider = {
  translate(texts: readonly string[], from: Language, into: Language): Promise<string[]>
}

/** unreachable: no answer; refused: it answered with an error; unusable: its answer is not what was asked for. */
export const PROVIDER_PROBLEMS = ['unreachable', 'refused', 'unusable'] as const
export type ProviderProblem = (typeof PROVIDER_PROBLEMS)[number]

export class ProviderFailed extends Error {
  readonly problem: ProviderProblem
  constructor(problem: ProviderProblem, detail: string) {
    super(`machine translation ${problem}: ${detail}`)
    this.problem = problem
  }
}

/** The provider of the settings; nothing without them, and then no service is ever called. */
export const providerOf = ({ translation }: Pick<Config, 'translation'>): TranslationProvider | undefined =>
  translation && httpProvider(translation.url, translation.token)

const MOST_TEXTS = 25
const MOST_LETTERS = 4_000
const PATIENCE = 60_000

const answerShape = z.object({ translatedText: z.array(z.string()) })

/** LibreTranslate and many proxies: POST `{ source, target, format, q }`, answered by `{ translatedText }`. */
export function httpProvider(url: string, token?: string): TranslationProvider {
  return {
    async translate(texts, from, into) {
      const translated: string[] = []
      for (const part of partsOf(texts)) translated.push(...(await ask(url, token, part, from, into)))
      return translated
    },
  }
}

async function ask(url: string, token: string | undefined, q: string[], source: Language, target: Language) {
  let answer: Response
  let body: unknown
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ source, target, format: 'text', q, ...(token && { api_key: token }) }),
      // The token and the text go where the settings say, and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    })
    body = await answer.json().catch(() => undefined)
  } catch (error) {
    throw new ProviderFailed('unreachable', error instanceof Error ? error.message : String(error))
  }
  if (!answer.ok) throw new ProviderFailed('refused', String(answer.status))
  const read = answerShape.safeParse(body)
  if (!read.success) throw new ProviderFailed('unusable', 'no list of translated texts')
  const { translatedText } = read.data
  if (translatedText.length !== q.length || translatedText.some((text) => text.trim() === ''))
    throw new ProviderFailed(
      'unusable',
      `${q.length} texts asked, ${translatedText.length} answered, some perhaps empty`,
    )
  return translatedText
}

/** Services limit what they take at once. */
function partsOf(texts: readonly string[]): string[][] {
  const parts: string[][] = []
  let letters = 0
  for (const text of texts) {
    const last = parts.at(-1)
    if (!last || last.length >= MOST_TEXTS || letters + text.length > MOST_LETTERS) {
      parts.push([text])
      letters = text.length
    } else {
      last.push(text)
      letters += text.length
    }
  }
  return parts
}
