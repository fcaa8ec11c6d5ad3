import { answered, http } from '../api/client.ts'

/** Signed in, or the second factor is still to come. */
type Answer = { readonly signedIn: boolean; readonly secondFactor?: readonly ('totp' | 'backup')[] }
export type SignedIn = 'in' | 'second-factor'

export async function signInByPassword(email: string, password: string): Promise<SignedIn> {
  return how(await answered(http.POST('/api/auth/sign-in/email', { body: { email, password } })))
}

/** Always done: whether an address is known is nobody's business. */
export async function askForLink(email: string): Promise<void> {
  await http.POST('/api/auth/sign-in/magic-link', { body: { email } })
}

/** A link is used by a person's tap, never by opening it: mail scanners open links. */
export async function redeemLink(token: string): Promise<SignedIn> {
  return how(await answered(http.POST('/api/auth/magic-link/verify', { body: { token } })))
}

export async function giveCode(code: string, trustDevice: boolean): Promise<SignedIn> {
  return how(await answered(http.POST('/api/auth/two-factor/verify-totp', { body: { code, trustDevice } })))
}

export async function askForReset(email: string): Promise<void> {
  await http.POST('/api/auth/request-password-reset', { body: { email } })
}

export async function resetPassword(token: string, newPassword: string): Promise<void> {
  await http.POST('/api/auth/reset-password', { body: { token, newPassword } })
}

export async function signOut(): Promise<void> {
  await http.POST('/api/auth/sign-out', { body: {} })
}

function how(answer: Answer): SignedIn {
  return answer.signedIn ? 'in' : 'second-factor'
}
