import { hostname } from 'node:os'
import { mailboxByAddress, noteMailArrived, type Received } from '#mail'
import type { Clock } from '#platform/clock'
import { isDatabaseAway } from '#platform/database-away'
import type { Db, Tx } from '#platform/db'
import type { Log } from '#platform/log'
import { LISTENER_LIMITS } from './channels/email/smtp-in/listener-limits.ts'
import { openMailListener } from './channels/email/smtp-in/open-mail-listener.ts'
import type { MailListener } from './channels/port.ts'

export type MailDoorParts = {
  readonly listen: { readonly lmtp: boolean; readonly host: string; readonly port: number }
  readonly db: Db
  readonly log: Log
  readonly wall: Clock
  readonly receive: (mail: Received, beside: (tx: Tx) => Promise<void>) => Promise<unknown>
}

/** Where a mail server beside us hands us the mail of our mailboxes. It answers for a mail once we have said that it is stored. */
export function openMailDoor({ listen, db, log, wall, receive }: MailDoorParts): Promise<MailListener> {
  const options = { ...listen, name: hostname(), tls: null, allowFrom: [], signIn: null, limits: LISTENER_LIMITS, log }
  return openMailListener(options, {
    async recipientAllowed(address) {
      try {
        return (await mailboxByAddress(db, address))?.active ? 'yes' : 'no'
      } catch (error) {
        if (isDatabaseAway(error)) return 'later'
        throw error
      }
    },
    async take({ raw, envelope }) {
      // Several of ours in one delivery: it is one mail, of the first.
      const mailbox = envelope.to[0] === undefined ? undefined : await mailboxByAddress(db, envelope.to[0])
      const at = await wall.now()
      await receive({ raw, source: 'smtp', mailboxId: mailbox?.id ?? null, envelope }, async (tx) => {
        if (mailbox) await noteMailArrived(tx, { id: mailbox.id, at })
      })
      return 'taken'
    },
  })
}
