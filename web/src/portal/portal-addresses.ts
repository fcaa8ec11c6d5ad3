import type { LocationRewrite } from '@tanstack/react-router'
import { type Me, meQuery } from '../api/me.ts'
import { queryClient } from '../api/query-client.ts'

const PREFIX = '/portal'
/** The same page for everybody, signed in or not. */
const APART = [PREFIX, '/sign-in', '/mail-act']

/** Customers and partners have pages of their own under the same addresses as ours: `/tickets/T-1` can be sent to anybody. */
export const portalAddresses: LocationRewrite = {
  input: ({ url }) => {
    if (isGuestHere() && !APART.some((path) => url.pathname.startsWith(path))) url.pathname = inPortal(url.pathname)
    return url
  },
  output: ({ url }) => {
    if (url.pathname === PREFIX || url.pathname.startsWith(`${PREFIX}/`)) url.pathname = url.pathname.slice(PREFIX.length) || '/'
    return url
  },
}

/** Whether this person sees the portal and not the front line. */
export function isGuest(me: Me): boolean {
  return me.kind === 'contact' || me.kind === 'partner'
}

/** The page of the portal's own tree behind an address. */
export function inPortal(pathname: string): '/portal' {
  return `${PREFIX}${pathname === '/' ? '' : pathname}` as '/portal'
}

function isGuestHere(): boolean {
  const me = queryClient.getQueryData(meQuery.queryKey)
  return me !== undefined && isGuest(me)
}
