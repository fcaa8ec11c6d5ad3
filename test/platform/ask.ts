import pg from 'pg'

/** Asks one question in a session of its own. */
export async function ask<Row = Record<string, unknown>>(url: string, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // Sessions that a test kills on purpose.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text, [...values])).rows as Row[]
  } finally {
    await client.end()
  }
}

/** Waits until `look` says so; a look that fails counts as no. */
export async function eventually(look: () => boolean | Promise<boolean>, withinMs: number, what: string): Promise<void> {
  const end = performance.now() + withinMs
  for (;;) {
    if (await Promise.resolve(look()).catch(() => false)) return
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
