import { randomUUID } from 'node:crypto'
import { addMs } from '#kernel/instant'
import { systemClock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { inTransaction } from '#platform/transaction'
import { isGood, type TokenShelf } from './rules/kept-token.ts'
import type { MailTrouble } from './rules/mail-trouble.ts'
import type { MailboxSecrets } from './rules/mailbox-secrets.ts'
import type { MailSignInWay } from './rules/mailbox-settings.ts'
import type { Seal } from './seal.ts'
import { openSealed, type SignInState, sealSecrets } from './sealed-secrets.ts'
import { lockMailbox, noteLetIn, noteShutOut, saveMailboxSecrets } from './store/mailboxes.ts'

/** Longer than a request to a provider may take; a process that died while it asked holds the others up for no more. */
const TURN_MS = 20_000
const NEEDS_A_PERSON: ReadonlySet<MailTrouble> = new Set(['sign_in_again', 'app_refused'])

/**
 * The tokens of a mailbox, under seal in its row, for every process that signs in. Nothing is asked of a provider inside a transaction:
 * who may ask says so in the row, and whoever finds that waits. No version and no event: nobody edited anything.
 */
export function tokenShelf(db: Db, { seal }: { seal: Seal }, { mailboxId, way }: { mailboxId: string; way: MailSignInWay }): TokenShelf {
  const us = randomUUID()

  function locked<T>(work: (tx: Tx, secrets: MailboxSecrets, signIn: SignInState) => Promise<T>): Promise<T | null> {
    return inTransaction(db, async (tx) => {
      const mailbox = await lockMailbox(tx, mailboxId)
      const sealed = mailbox ? openSealed(seal, mailbox.secrets) : null
      return sealed === null ? null : work(tx, sealed.secrets, sealed.signIn)
    })
  }
  const save = (tx: Tx, secrets: MailboxSecrets, signIn: SignInState) =>
    saveMailboxSecrets(tx, mailboxId, sealSecrets(seal, secrets, signIn))
  const turnEnded = ({ renewing, ...rest }: SignInState): SignInState =>
    renewing === undefined || renewing.by === us ? rest : { ...rest, renewing }

  return {
    async take(refused) {
      const now = await systemClock.now()
      const turn = await locked(async (tx, secrets, signIn) => {
        const kept = signIn.tokens?.[way]
        if (isGood(kept, refused, now)) return { kind: 'good', kept } as const
        if (signIn.renewing && signIn.renewing.by !== us && now < signIn.renewing.until) return { kind: 'busy' } as const
        await save(tx, secrets, { ...signIn, renewing: { by: us, until: addMs(now, TURN_MS) } })
        return { kind: 'yours', refreshToken: secrets.refreshToken ?? null } as const
      })
      return turn ?? { kind: 'yours', refreshToken: null }
    },
    async keep(was, { refreshToken, kept }) {
      await locked(async (tx, secrets, signIn) => {
        const ended = turnEnded(signIn)
        if ((secrets.refreshToken ?? null) !== was) return save(tx, secrets, ended)
        const renewed = refreshToken === null ? secrets : { ...secrets, refreshToken }
        await save(tx, renewed, { ...ended, tokens: { ...signIn.tokens, [way]: kept } })
        await noteLetIn(tx, mailboxId)
      })
    },
    async giveUp({ trouble, detail }) {
      const at = await systemClock.now()
      await locked(async (tx, secrets, signIn) => {
        await save(tx, secrets, turnEnded(signIn))
        // Whoever signs in or enters other secrets takes the turn away: what was refused is not what is kept now.
        const isOurs = signIn.renewing?.by === us
        if (isOurs && NEEDS_A_PERSON.has(trouble)) await noteShutOut(tx, { id: mailboxId, at, trouble, detail })
      })
    },
  }
}
