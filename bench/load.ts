import autocannon from 'autocannon'

export type Operation = { readonly method: 'GET' | 'POST'; readonly path: () => string; readonly body?: () => unknown }
/** Latencies in milliseconds of what was answered 2xx. */
export type Load = { readonly latencies: readonly number[]; readonly errors: number; readonly seconds: number }

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
        resolve({ latencies, errors: errors + result.errors, seconds: (performance.now() - started) / 1000 })
      },
    )
    instance.on('response', (_client, status, _bytes, responseMs) => {
      if (status >= 200 && status < 300) latencies.push(responseMs)
      else errors++
    })
  })
}
