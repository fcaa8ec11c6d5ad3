import { call } from '../api/client.ts'

/** Signed in, or the second factor is still to come. */
type Answer = { readonly signedIn: boolean; readonly secondFactor?: readonly ('totp' | 'backup')[] }
export type SignedIn = 'in' | 'second-factor'

export async function signInByPassword(email: string, password: string): Promise<SignedIn> {
  return how(await post<Answer>('/sign-in/email', { email, password }))
}

/** Always done: whether an address is known is nobody's business. */
export async function askForLink(email: string): Promise<void> {
  await post('/sign-in/magic-link', { email })
}

/** A link is used by a person's tap, never by opening it: mail scanners open links. */
export async function redeemLink(token: string): Promise<SignedIn> {
  return how(await post<Answer>('/magic-link/verify', { token }))
}

export async function giveCode(code: string, trustDevice: boolean): Promise<SignedIn> {
  return how(await post<Answer>('/two-factor/verify-totp', { code, trustDevice }))
}

export async function askForReset(email: string): Promise<void> {
  await post('/request-password-reset', { email })
}

export async function resetPassword(token: string, newPassword: string): Promise<void> {
  await post('/reset-password', { token, newPassword })
}

export async function signOut(): Promise<void> {
  await post('/sign-out', {})
}

function post<T>(path: string, body: unknown): Promise<T> {
  return call<T>('POST', `/api/auth${path}`, { body })
}

function how(answer: Answer): SignedIn {
  return answer.signedIn ? 'in' : 'second-factor'
}
