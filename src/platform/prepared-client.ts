import { createHash } from 'node:crypto'
import pg from 'pg'

/** How many different texts a process prepares on each connection; beyond that they run unprepared. */
const LIMIT = 500
const names = new Map<string, string>()

/**
 * A client that prepares every text it is given with values, once per connection. Planning a list or a ticket's facts costs
 * several times what running it does; PostgreSQL keeps a generic plan when that is as good. Texts are our own, so few.
 */
export class PreparedClient extends pg.Client {
  // The signatures of pg's overloads are kept by the base class; only (text, values) is turned into a named statement.
  override query(...given: readonly unknown[]): never {
    const [text, values, ...rest] = given
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
    const passed = name === undefined ? given : [{ name, text, values }, ...rest]
    return Reflect.apply(super.query, this, passed) as never
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= LIMIT) return undefined
  const name = `m_${createHash('sha256').update(text).digest('base64url').slice(0, 32)}`
  names.set(text, name)
  return name
}
