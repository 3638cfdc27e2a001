/** Asks addresses as fast as they are answered, a process of its own, and tells how long the answers took. Started by processes.ts. */
import autocannon from 'autocannon'

/** The addresses take turns of a second, so that whatever else the machine does slows them alike. */
export type Load = {
  urls: string[]
  headers: Record<string, string>
  connections: number
  seconds: number
  /** Where the server of the first address tells how much of a processor it used, and the token for it. */
  metrics: { url: string; token: string }
}
export type Measured = {
  pagesPerSecond: number
  /** Answers for each second that the process had a processor: what other work on the machine takes does not count. First address only. */
  pagesPerCpuSecond: number
  /** Milliseconds within which half, 95 and 99 of a hundred answers had come. */
  p50: number
  p95: number
  p99: number
  /** Answers other than 200, and requests without an answer. */
  failures: number
}

const TURN = 1
type Taken = { times: number[]; seconds: number; cpuSeconds: number; failures: number }

async function measure({ urls, headers, connections, seconds, metrics }: Load): Promise<Measured[]> {
  const taken = urls.map((): Taken => ({ times: [], seconds: 0, cpuSeconds: 0, failures: 0 }))
  const turn = async (index: number, into: Taken | undefined) => {
    const times: number[] = []
    const before = index === 0 ? await cpuSeconds(metrics) : 0
    const result = await new Promise<autocannon.Result>((resolve, reject) => {
      const options = { url: urls[index] ?? '', headers, connections, duration: TURN }
      const run = autocannon(options, (error: unknown, done) => (error ? reject(error) : resolve(done)))
      // Its own percentiles know no 95.
      run.on('response', (_client, _status, _bytes, time) => times.push(time))
    })
    if (!into) return
    if (index === 0) into.cpuSeconds += (await cpuSeconds(metrics)) - before
    into.times.push(...times)
    into.seconds += result.duration
    into.failures += result.non2xx + result.errors + result.timeouts
  }
  // The first turns warm up: compiled code, kept pages, open connections.
  for (let round = -1; round < seconds; round += TURN)
    for (const index of urls.keys()) await turn(index, round < 0 ? undefined : taken[index])
  return taken.map(summary)
}

async function cpuSeconds({ url, token }: Load['metrics']): Promise<number> {
  const text = await (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).text()
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1])
}

function summary({ times, seconds, cpuSeconds, failures }: Taken): Measured {
  times.sort((a, b) => a - b)
  const percentile = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {
    pagesPerSecond: times.length / seconds,
    pagesPerCpuSecond: times.length / cpuSeconds,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
    failures,
  }
}

if (process.send)
  process.once('message', async (load: Load) => {
    process.send?.(await measure(load))
    process.disconnect?.()
  })
