import { randomUUID } from 'node:crypto'
import { MINUTE } from '#kernel/instant'
import type { Db } from '#platform/db'
import type { Log } from '#platform/log'
import { findSignInPerson, type SignInPerson } from './identity-store.ts'
import type { MailOut, OutgoingMail } from './mail-out.ts'
import { passwordNeededMail, passwordResetMail, signInLinkMail } from './sign-in-mail.ts'

export const LINK_LIFE = 15 * MINUTE
export const RESET_LIFE = 60 * MINUTE

export type SignInMailer = ReturnType<typeof makeSignInMailer>

/** Turns better-auth's tokens into mails, or into a link for whoever captures one. */
export function makeSignInMailer(parts: { db: Db; mailOut: MailOut; publicUrl: string; log: Log }) {
  const { db, publicUrl, log } = parts
  const captured = new Map<string, (token: string) => void>()

  // Not awaited by the request: whether a mail was written must not show in how long the answer takes.
  function mailSoon(email: string, compose: (person: SignInPerson) => OutgoingMail): void {
    findSignInPerson(db, { email })
      .then((person) => (person ? parts.mailOut.send(compose(person)) : undefined))
      .catch((error: unknown) => log.error({ err: error }, 'a sign-in mail could not be sent'))
  }

  // The token stands behind the #: it reaches neither our logs nor a proxy's, and no mail scanner can spend it by following the link.
  const linkUrl = (token: string) => `${publicUrl}/sign-in#token=${token}`

  return {
    sendLink({ email, token, metadata }: { email: string; token: string; metadata?: Record<string, unknown> }): void {
      const capture = captured.get(String(metadata?.['capture']))
      if (capture) {
        capture(token)
        return
      }
      mailSoon(email, (person) =>
        person.twoFactor ? passwordNeededMail(person, `${publicUrl}/sign-in`) : signInLinkMail(person, linkUrl(token), LINK_LIFE / MINUTE),
      )
    },
    async sendReset({ user, token }: { user: { email: string }; token: string }): Promise<void> {
      mailSoon(user.email, (person) => passwordResetMail(person, `${publicUrl}/sign-in#reset=${token}`, RESET_LIFE / MINUTE))
    },
    /** The link that `ask` makes for the capture it is given, instead of a mail. */
    async captureLink(ask: (capture: string) => Promise<unknown>): Promise<string> {
      const capture = randomUUID()
      const token = new Promise<string>((resolve) => captured.set(capture, resolve))
      try {
        await ask(capture)
        return linkUrl(await token)
      } finally {
        captured.delete(capture)
      }
    },
  }
}
