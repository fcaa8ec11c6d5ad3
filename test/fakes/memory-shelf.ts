import { instant } from '#kernel/instant'
import { isGood, type KeptToken, type TokenShelf } from '#mail/rules/kept-token'

export type MemoryShelf = TokenShelf & {
  /** The refresh tokens it was given to keep, in order. */
  readonly kept: readonly string[]
  /** Why a turn ended without a token, in order. */
  readonly troubles: readonly string[]
  /** While true it keeps nothing: the database is away. */
  isAway: boolean
}

/** A shelf that lasts as long as the test, for one process. */
export function memoryShelf(refreshToken: string | null): MemoryShelf {
  const kept: string[] = []
  const troubles: string[] = []
  let held: { refreshToken: string | null; access: KeptToken | null } = { refreshToken, access: null }
  const shelf: MemoryShelf = {
    ...{ kept, troubles, isAway: false },
    async take(refused) {
      if (isGood(held.access, refused, instant(Date.now()))) return { kind: 'good', kept: held.access }
      return { kind: 'yours', refreshToken: held.refreshToken }
    },
    async keep(was, now) {
      if (shelf.isAway) throw new Error('database away')
      if (was !== held.refreshToken) return
      if (now.refreshToken !== null) kept.push(now.refreshToken)
      held = { refreshToken: now.refreshToken ?? held.refreshToken, access: now.kept }
    },
    async giveUp({ trouble }) {
      troubles.push(trouble)
    },
  }
  return shelf
}
