import http from 'node:http'

/** Opens `count` event streams, shared among the callers of `keys`, makes `act` happen a few times, and says how long each took to reach each stream. Milliseconds. */
export async function streamLatency(
  base: string,
  keys: readonly string[],
  count: number,
  act: () => Promise<void>,
  rounds: number,
): Promise<{ p50: number; p95: number; received: number; expected: number }> {
  const agent = new http.Agent({ maxSockets: count })
  const latencies: number[] = []
  let sentAt = 0
  let heard = new Set<number>()
  const streams = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      open(base, keys[index % keys.length] ?? '', agent, (text) => {
        if (sentAt === 0 || heard.has(index) || !text.includes('"ticket.message-posted"')) return
        heard.add(index)
        latencies.push(performance.now() - sentAt)
      }),
    ),
  )
  await pause(1_000)
  for (let round = 0; round < rounds; round++) {
    heard = new Set()
    sentAt = performance.now()
    await act()
    for (let waited = 0; heard.size < count && waited < 5_000; waited += 20) await pause(20)
    sentAt = 0
    await pause(200)
  }
  for (const stream of streams) stream.destroy()
  const sorted = latencies.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), received: sorted.length, expected: count * rounds }
}

function open(base: string, key: string, agent: http.Agent, hear: (text: string) => void): Promise<http.ClientRequest> {
  return new Promise((resolve, reject) => {
    const request = http.get(`${base}/api/v1/stream`, { agent, headers: { authorization: `Bearer ${key}` } }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`stream answered ${response.statusCode}`))
      response.setEncoding('utf8')
      response.on('data', hear)
      response.on('error', () => request.destroy())
      resolve(request)
    })
    request.on('error', (error) => (request.destroyed ? undefined : reject(error)))
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
