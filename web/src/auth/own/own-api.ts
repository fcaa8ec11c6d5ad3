import { queryOptions } from '@tanstack/react-query'
import { answered, http } from '../../api/client.ts'
import { meQuery } from '../../api/me.ts'
import { queryClient } from '../../api/query-client.ts'

/** How the signed-in person signs in: what they see and change themselves. */
export const ownSessionsQuery = queryOptions({
  queryKey: ['sessions', 'mine'],
  queryFn: ({ signal }) => answered(http.GET('/api/v1/sessions', { signal })),
})

export type TwoFactorSetup = { readonly totpURI: string; readonly backupCodes: readonly string[] }

export const beginTwoFactor = (password: string): Promise<TwoFactorSetup> =>
  answered(http.POST('/api/auth/two-factor/enable', { body: { password } }))

export async function finishTwoFactor(code: string): Promise<void> {
  await http.POST('/api/auth/two-factor/verify-totp', { body: { code } })
  await renewOwn()
}

export async function endTwoFactor(password: string): Promise<void> {
  await http.POST('/api/auth/two-factor/disable', { body: { password } })
  await renewOwn()
}

export async function replaceBackupCodes(password: string): Promise<readonly string[]> {
  return (await answered(http.POST('/api/auth/two-factor/generate-backup-codes', { body: { password } }))).backupCodes
}

/** Signs out everywhere else with it: whoever knew the old one is out. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await http.POST('/api/auth/change-password', { body: { currentPassword, newPassword, revokeOtherSessions: true } })
  await renewOwn()
}

export async function endOwnSession(id: string): Promise<void> {
  await http.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })
}

export async function endOtherSessions(): Promise<void> {
  await http.DELETE('/api/v1/sessions')
}

// Each of these gives this browser a new session in place of the old one.
async function renewOwn(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  ])
}
