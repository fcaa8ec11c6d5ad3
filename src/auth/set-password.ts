import { hashPassword } from 'better-auth/crypto'
import { instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { notFound, Refused } from '#platform/refused'
import { savePasswordHash } from './identity-store.ts'
import { MAX_PASSWORD, MIN_PASSWORD } from './rules/password-length.ts'
import type { PersonKind } from './rules/person.ts'

/** Gives an invited person a (new) password. Sessions stay as they are. Hashing takes about 85 ms off the main thread. */
export async function setPassword(db: Db | Tx, given: { personKind: PersonKind; personId: string; password: string }): Promise<void> {
  const { personKind, personId, password } = given
  if (password.length < MIN_PASSWORD) throw wrongLength('too-short', { minimum: MIN_PASSWORD })
  if (password.length > MAX_PASSWORD) throw wrongLength('too-long', { maximum: MAX_PASSWORD })
  const saved = await savePasswordHash(db, { kind: personKind, id: personId }, await hashPassword(password), instant(Date.now()))
  if (!saved) throw notFound()
}

function wrongLength(code: string, params: Record<string, number>): Refused {
  return new Refused('invalid-input', {}, [{ path: 'password', code, params }])
}
