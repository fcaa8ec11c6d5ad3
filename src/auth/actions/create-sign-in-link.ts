import { Refused } from '#platform/refused'
import { findSignInPerson } from '../identity-store.ts'
import type { Auth } from '../open-auth.ts'

/**
 * A link that signs `email` in once, within 15 minutes, for an administrator to pass on. Refused when nobody active has the
 * e-mail, or when that person has a second factor, which a link would leave out.
 */
export async function createSignInLink(auth: Auth, email: string): Promise<string> {
  const person = await findSignInPerson(auth.db, { email })
  if (!person) throw new Refused('no-such-identity')
  if (person.twoFactor) throw new Refused('password-and-code-needed')
  return auth.identity.makeLink(person.email)
}
