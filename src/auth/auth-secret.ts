import { readOrMakeSecret } from '#platform/files/secret-file'

/**
 * The secret that signs cookies and encrypts second factors, in `<dataDir>/auth-secret`. Losing it signs everybody out and makes every
 * second factor unreadable.
 */
export function readOrMakeAuthSecret(dataDir: string): Promise<string> {
  return readOrMakeSecret(dataDir, { file: 'auth-secret', ifRemoved: 'to sign everybody out' })
}
