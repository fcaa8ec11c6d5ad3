/** The address that a plus-address is of: `support@h.example` of `support+anything@h.example`; any other is its own. */
export function withoutTag(address: string): string {
  return address.replace(/\+[^@]*(?=@[^@]*$)/, '')
}

/** Whether an address is one of our mailboxes, or a plus-address of one, whoever wrote it there and whatever stands behind the plus. */
export function isOwnMailbox(address: string, mailboxes: ReadonlySet<string>): boolean {
  return mailboxes.has(address) || mailboxes.has(withoutTag(address))
}
