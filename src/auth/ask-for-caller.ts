import type { SqlRow } from '#platform/db'
import type { ReadAhead } from '#platform/http/access'
import type { ReadTogether } from '#platform/read-together'

/** A read that is part of the question (#platform/http/access); `found` is given its value when somebody known calls. */
export type AheadOfCaller = ReadAhead & { readonly found: (value: unknown) => void }

/** The row of who calls, as the function `from` finds it, and what is read ahead with it, in one statement. Undefined: nobody. */
export async function askForCaller<R extends SqlRow>(
  ask: ReadTogether,
  from: { readonly text: string; readonly values: readonly unknown[] },
  ahead: AheadOfCaller | null,
): Promise<R | undefined> {
  const read = ahead ? `, ${ahead.expression(from.values.length + 1)} as read_ahead` : ''
  const { rows } = await ask<R>(`select c.*${read} from ${from.text} c`, [...from.values, ...(ahead?.values ?? [])])
  if (ahead && rows[0]) ahead.found(rows[0]['read_ahead'])
  return rows[0]
}
