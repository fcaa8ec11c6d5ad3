import { createHmac, timingSafeEqual } from 'node:crypto'

/** better-auth's cookie: `token.signature`, URL-encoded; the signature is HMAC-SHA-256 of the token, base64. */
export const COOKIE_PREFIX = 'muster'

/** 32 bytes in base64. */
const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/

/** On https the name itself (`__Secure-`) keeps a plain-http page from planting one. */
export function sessionCookieName(publicUrl: string): string {
  return `${publicUrl.startsWith('https:') ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`
}

/** The session token of a Cookie header when its signature is ours; else null. The signature is compared in constant time. */
export function readSessionToken(cookies: string | undefined, name: string, secret: string): string | null {
  const value = cookies === undefined ? null : cookieValue(cookies, name)
  if (value === null) return null
  const dot = value.lastIndexOf('.')
  if (dot < 1) return null
  const token = value.slice(0, dot)
  // The decoder passes over what is not base64; another text for the same signature is not the cookie we gave.
  if (!SIGNATURE.test(value.slice(dot + 1))) return null
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

/** A Set-Cookie value that carries `token` on for `maxAgeSeconds`, with better-auth's own attributes. */
export function writeSessionCookie(token: string, name: string, secret: string, maxAgeSeconds: number): string {
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  const secure = name.startsWith('__Secure-') ? '; Secure' : ''
  return `${name}=${encodeURIComponent(`${token}.${signature}`)}; Max-Age=${maxAgeSeconds}; Path=/; HttpOnly${secure}; SameSite=Lax`
}

export function cookieValue(cookies: string, name: string): string | null {
  for (const part of cookies.split(';')) {
    const equals = part.indexOf('=')
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue
    try {
      return decodeURIComponent(part.slice(equals + 1).trim())
    } catch {
      return null
    }
  }
  return null
}
