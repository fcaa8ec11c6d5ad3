import autocannon from 'autocannon'

export type Operation = { readonly method: 'GET' | 'POST'; readonly path: () => string; readonly body?: () => unknown }
/** Latencies in milliseconds. */
export type Load = {
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly errors: number
  readonly requests: number
}

/** Sends one operation as fast as `connections` allow for `seconds`. Whatever is not 2xx counts as an error. */
export function load(
  base: string,
  headers: Record<string, string>,
  operation: Operation,
  connections: number,
  seconds: number,
): Promise<Load> {
  const { method, path, body } = operation
  const latencies: number[] = []
  let errors = 0
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      {
        url: base,
        connections,
        duration: seconds,
        requests: [
          {
            method,
            setupRequest: (request) => ({
              ...request,
              path: path(),
              headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
              ...(body ? { body: JSON.stringify(body()) } : {}),
            }),
          },
        ],
      },
      (error, result) => {
        if (error) return reject(error)
        const elapsed = (performance.now() - started) / 1000
        const sorted = latencies.toSorted((a, b) => a - b)
        const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
        resolve({
          perSecond: sorted.length / elapsed,
          p50: at(0.5),
          p95: at(0.95),
          p99: at(0.99),
          errors: errors + result.errors,
          requests: sorted.length,
        })
      },
    )
    instance.on('response', (_client, status, _bytes, responseMs) => {
      if (status >= 200 && status < 300) latencies.push(responseMs)
      else errors++
    })
  })
}
