import { Resolver } from 'node:dns/promises'

/** The texts at a name, each whole; none when the name has none. Throws when DNS gives no answer. */
export type ResolveTxt = (name: string) => Promise<string[]>

export type TxtResolverOptions = {
  /** `address:port`; null: those of the machine. */
  readonly servers: readonly string[] | null
  /** Milliseconds for one question to one server, asked twice. */
  readonly timeoutMs: number
}

const NOBODY = new Set(['ENOTFOUND', 'ENODATA'])

export function openTxtResolver({ servers, timeoutMs }: TxtResolverOptions): ResolveTxt {
  return async (name) => {
    const resolver = new Resolver({ timeout: timeoutMs, tries: 2 })
    if (servers !== null) resolver.setServers([...servers])
    try {
      // A text longer than 255 bytes comes in pieces.
      return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''))
    } catch (error) {
      if (NOBODY.has((error as { code?: string }).code ?? '')) return []
      throw error
    }
  }
}
