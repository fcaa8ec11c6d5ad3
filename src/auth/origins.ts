const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Origins whose pages may sign in: the public URL's own; on one's own machine all three names of it. */
export function trustedOrigins(publicUrl: string): string[] {
  const url = new URL(publicUrl)
  if (!LOOPBACK.includes(url.hostname)) return [url.origin]
  return LOOPBACK.map((host) => new URL(`${url.protocol}//${host}${url.port === '' ? '' : `:${url.port}`}`).origin)
}

type Headers = Readonly<Record<string, string | string[] | undefined>>

/**
 * Whether a request that changes something may have been made by another site's page. Browsers say where a POST comes
 * from; a program that sends neither Origin nor Sec-Fetch-Site carries no visitor's cookies by accident.
 */
export function isCrossSite(headers: Headers, host: string, trusted: readonly string[]): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const origin = headers['origin']
  if (typeof origin !== 'string') return false
  return !trusted.includes(origin) && !(URL.canParse(origin) && new URL(origin).host === host)
}
