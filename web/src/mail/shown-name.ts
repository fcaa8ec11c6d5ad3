import { pretends } from '#mail/rules/called'

/** What somebody whom a mail names is called on the screen: by their address where the name reads as another one. */
export function shownName(who: { readonly name: string; readonly address: string }): string {
  return pretends(who) ? who.address : who.name || who.address
}
