import type { MailAddress } from './understood-mail.ts'

/** With a dot behind the sign: 张三@宏泰 is how people sign. */
const ADDRESS_LIKE = /[^\s<>"'“”(),;:]+\s*[@＠﹫]\s*[^\s<>"'“”(),;:.。．]+[.。．][^\s<>"'“”(),;:]+/g

/** Whether a name reads as an address that is not its own: of whom a mail is, its address says alone. */
export function pretends({ name, address }: MailAddress): boolean {
  return (name.match(ADDRESS_LIKE) ?? []).some(
    (found) =>
      found
        .replace(/\s+/g, '')
        .replace(/[＠﹫]/, '@')
        .toLowerCase() !== address,
  )
}

/** What somebody is called after a mail of theirs, in at most `limit` UTF-16 units: first of all by their address where the name reads as another one. */
export function called(who: MailAddress, limit: number): string {
  const { name, address } = who
  const text = pretends(who) ? `${address} “${name}”` : name || address.slice(0, address.lastIndexOf('@')) || address
  return text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')
}
