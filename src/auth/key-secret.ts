import { createHash, randomBytes } from 'node:crypto'

const KEY = /^mk_[\w-]{43}$/
const SHOWN = 9

/** A new key (`mk_` and 256 random bits), what is stored of it, and the beginning people recognise it by. */
export function makeKey(): { readonly key: string; readonly hash: Buffer; readonly prefix: string } {
  const key = `mk_${randomBytes(32).toString('base64url')}`
  return { key, hash: hashKey(key), prefix: key.slice(0, SHOWN) }
}

// Found by its hash in an index: with 256 random bits there is nothing to guess byte by byte, so no slow hash is needed.
export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * What a request presents instead of a session: a well-formed key, something that is none (`'malformed'`), or nothing (null).
 * Another Authorization scheme (a proxy's Basic) is not meant for us.
 */
export function presentedKey(headers: Headers): string | 'malformed' | null {
  const bearer = typeof headers['authorization'] === 'string' ? /^Bearer +(.*)$/i.exec(headers['authorization'])?.[1] : undefined
  const given = bearer ?? headers['x-api-key']
  if (given === undefined) return null
  return typeof given === 'string' && KEY.test(given) ? given : 'malformed'
}
