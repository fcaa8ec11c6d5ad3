import type { Db } from '#platform/db'
import { findSignInPerson } from './identity-store.ts'
import type { MailOut } from './mail-out.ts'
import type { Person } from './rules/person.ts'
import { invitationMail } from './sign-in-mail.ts'

/** Tells a person that they can sign in; nothing when they no longer can. */
export async function sendInvitation(parts: { db: Db; mailOut: MailOut; publicUrl: string }, invited: Person): Promise<void> {
  const person = await findSignInPerson(parts.db, invited)
  if (person) await parts.mailOut.send(invitationMail(person, `${parts.publicUrl}/sign-in`))
}
