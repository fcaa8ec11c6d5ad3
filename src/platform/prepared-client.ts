import { createHash } from 'node:crypto'
import pg from 'pg'

/** How many different texts a process prepares on each connection; beyond that they run unprepared. */
const LIMIT = 500
const names = new Map<string, string>()

/**
 * A client that prepares every text it is given with values, once per connection. Planning a list or a ticket's facts costs
 * several times what running it does; PostgreSQL keeps a generic plan when that is as good. Texts are our own, so few.
 * What is asked in one turn of the event loop (a transaction's beginning and its first read, the last write and the commit)
 * leaves as one packet, to be used with the driver's `pipeline`: on a busy machine waking the server costs more than the question.
 */
export class PreparedClient extends pg.Client {
  #gathering = false

  // The signatures of pg's overloads are kept by the base class; only (text, values) is turned into a named statement.
  override query(...given: readonly unknown[]): never {
    const [text, values, ...rest] = given
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
    const passed = name === undefined ? given : [{ name, text, values }, ...rest]
    this.#gather()
    return Reflect.apply(super.query, this, passed) as never
  }

  #gather(): void {
    if (this.#gathering) return
    const { stream } = (this as unknown as { connection: { stream: { cork?(): void; uncork?(): void } } }).connection
    if (!stream.cork) return
    this.#gathering = true
    stream.cork()
    process.nextTick(() => {
      this.#gathering = false
      stream.uncork?.()
    })
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
