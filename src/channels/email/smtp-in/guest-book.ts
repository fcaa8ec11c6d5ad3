import type { SMTPServerSession } from 'smtp-server'
import type { ListenerLimits } from './listener-limits.ts'

type Guest = { readonly address: string; timer: NodeJS.Timeout; misses: Record<Miss, number> }
type Miss = 'password' | 'recipient'

/** Who is connected, since when without a mail, and what they got wrong. */
export type Guests = {
  /** False when there are too many from the same address. */
  enter(session: SMTPServerSession): boolean
  /** A mail is done; the time for the next one runs from now. */
  begin(session: SMTPServerSession): void
  /** Counts one more and returns how many. */
  misses(session: SMTPServerSession, what: Miss): number
  leave(session: SMTPServerSession): void
  close(): void
}

export function guestBook({ connectionsPerAddress, mailMs }: ListenerLimits, tooSlow: (id: string) => void): Guests {
  const guests = new Map<string, Guest>()
  const start = (id: string): NodeJS.Timeout => setTimeout(() => tooSlow(id), mailMs).unref()

  return {
    enter({ id, remoteAddress: address }) {
      const same = [...guests.values()].filter((guest) => guest.address === address).length
      if (same >= connectionsPerAddress) return false
      guests.set(id, { address, timer: start(id), misses: { password: 0, recipient: 0 } })
      return true
    },
    begin({ id }) {
      const guest = guests.get(id)
      if (!guest) return
      clearTimeout(guest.timer)
      guest.timer = start(id)
    },
    misses({ id }, what) {
      const guest = guests.get(id)
      return guest ? ++guest.misses[what] : 0
    },
    leave({ id }) {
      clearTimeout(guests.get(id)?.timer)
      guests.delete(id)
    },
    close() {
      for (const { timer } of guests.values()) clearTimeout(timer)
      guests.clear()
    },
  }
}
