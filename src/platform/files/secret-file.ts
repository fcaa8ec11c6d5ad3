import { randomBytes } from 'node:crypto'
import { link, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from './make-folder.ts'

const SECRET = /^[\w-]{43,}$/

/**
 * 256 random bits as base64url, made once in `<dataDir>/<file>`, readable by its owner only. Processes of one deployment share the data
 * folder and so the secret. Throws when the file holds something else; `ifRemoved` says what removing it would cost.
 */
export async function readOrMakeSecret(dataDir: string, { file, ifRemoved }: { file: string; ifRemoved: string }): Promise<string> {
  const path = join(dataDir, file)
  const secret = (await readIfThere(path)) ?? (await make(dataDir, path))
  if (!SECRET.test(secret)) throw new Error(`${path} does not hold a secret: restore it from a backup, or remove it ${ifRemoved}`)
  return secret
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

// Written whole under another name, then linked: of processes that start together one link wins, and none reads half a secret.
async function make(dataDir: string, path: string): Promise<string> {
  makeFolder(dataDir, 0o700)
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(32).toString('base64url')}\n`)
    await file.sync()
    await file.close()
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await unlink(draft)
  }
  return (await readFile(path, 'utf8')).trim()
}
