import { z } from 'zod'
import { email } from '#kernel/fields'
import { MAX_PASSWORD, MIN_PASSWORD } from './rules/password-length.ts'

/** Bodies and answers of /api/auth: how people sign in and out, and guard their sign-in. Nothing here takes a name or an account. */

const password = z.string().min(1).max(MAX_PASSWORD)
const newPassword = z.string().min(MIN_PASSWORD).max(MAX_PASSWORD)
const code = z.string().regex(/^\s*\d{6}\s*$/)
const nothing = z.strictObject({}).nullish()
const trustDevice = z.boolean().optional()

export const signInByPassword = z.strictObject({ email, password, rememberMe: z.boolean().optional() })
export const askForLink = z.strictObject({ email })
export const useLink = z.strictObject({ token: z.string().min(1).max(200) })
export const signOut = nothing
export const changePassword = z.strictObject({ currentPassword: password, newPassword, revokeOtherSessions: z.boolean().optional() })
export const askForReset = z.strictObject({ email })
export const resetPassword = z.strictObject({ token: z.string().min(1).max(200), newPassword })
export const confirmByPassword = z.strictObject({ password })
export const totpCode = z.strictObject({ code, trustDevice })
export const backupCode = z.strictObject({ code: z.string().min(1).max(40), trustDevice })

/** What signing in answers: signed in, or the second factor is still to come. */
export const signInAnswer = z.object({ signedIn: z.boolean(), secondFactor: z.array(z.enum(['totp', 'backup'])).optional() })
export const doneAnswer = z.object({ done: z.literal(true) })
/** Shown once: the address for the authenticator app, and the codes for the day the phone is lost. */
export const twoFactorSetup = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
export const backupCodesAnswer = z.object({ backupCodes: z.array(z.string()) })
