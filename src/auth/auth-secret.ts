import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const FILE = 'auth-secret'
const SECRET = /^[\w-]{43,}$/

/**
 * The secret that signs cookies and encrypts second factors: 256 random bits, made once in `<dataDir>/auth-secret`, readable by
 * its owner only. Processes of one deployment share the data folder and so the secret. Losing it signs everybody out and
 * makes every second factor unreadable; throws when the file holds something else.
 */
export async function readOrMakeSecret(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, FILE)
  try {
    // wx: of two processes starting at once, one writes and the other reads.
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(`${randomBytes(32).toString('base64url')}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = (await readFile(path, 'utf8')).trim()
  if (!SECRET.test(secret)) throw new Error(`${path} does not hold a secret: restore it from a backup, or remove it to sign everybody out`)
  return secret
}
