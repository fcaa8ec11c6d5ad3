import type { QueryResult } from 'pg'
import type { Pool, SqlRow } from './db.ts'

/** Asked on one connection, each waits for those before it: so few that nobody waits long, and other connections have their share. */
const MOST = 4

type Asked = { readonly text: string; readonly values: readonly unknown[]; readonly answered: (result: Promise<QueryResult>) => void }

/** Quick reads by one statement, outside any transaction. */
export type ReadTogether = <R extends SqlRow>(text: string, values: readonly unknown[]) => Promise<QueryResult<R>>

/**
 * What is asked in one turn of the event loop goes over one connection of the pool in one packet (see PreparedClient): with many
 * requests at once, waking the server and being woken by it costs as much as a quick read. Each is a statement of its own, and
 * fails alone unless the connection is lost.
 */
export function readTogether(pool: Pool): ReadTogether {
  let waiting: Asked[] = []

  async function send(): Promise<void> {
    const asked = waiting
    if (asked.length === 0) return
    waiting = []
    try {
      const client = await pool.connect()
      const answers = asked.map(({ text, values, answered }) => {
        const answer = client.query(text, [...values])
        answered(answer)
        return answer
      })
      const ended = await Promise.allSettled(answers)
      // As the pool does with a client whose statement failed.
      client.release(ended.some(({ status }) => status === 'rejected'))
    } catch (error) {
      for (const { answered } of asked) answered(Promise.reject(error))
    }
  }

  return <R extends SqlRow>(text: string, values: readonly unknown[]) =>
    new Promise<QueryResult<R>>((resolve) => {
      waiting.push({ text, values, answered: (answer) => resolve(answer as Promise<QueryResult<R>>) })
      if (waiting.length === 1) setImmediate(send)
      if (waiting.length === MOST) void send()
    })
}
