import type { Pool, SqlRow } from '#platform/db'
import type { ReadAhead } from '#platform/http/access'

/** A read to be sent in the same packet; `found` is given its rows before who calls is known (#platform/http/access). */
export type AheadOfCaller = ReadAhead & { readonly found: (rows: Promise<readonly unknown[]>) => void }

/** The caller's row, and what is read ahead, on one connection: two questions, one packet. */
export async function askForCaller<R extends SqlRow>(
  pool: Pool,
  query: { readonly name: string; readonly text: string; readonly values: unknown[] },
  ahead: AheadOfCaller | null,
): Promise<readonly R[]> {
  if (!ahead) return (await pool.query<R>(query)).rows
  const client = await pool.connect()
  const caller = client.query<R>(query)
  const read = client.query<SqlRow>(ahead.text, [...ahead.values])
  const rows = read.then((found) => found.rows)
  // Whoever is not let in never looks at it: then nobody must trip over its failure either.
  rows.catch(() => undefined)
  ahead.found(rows)
  // A connection that failed one of them is not lent again.
  Promise.all([caller, read]).then(
    () => client.release(),
    (error: Error) => client.release(error),
  )
  return (await caller).rows
}
