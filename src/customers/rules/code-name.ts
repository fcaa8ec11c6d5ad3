/** What people outside its team see instead of a restricted account's name: stable, and told apart from others. */
export function codeName(accountId: string): string {
  return `#${accountId.replaceAll('-', '').slice(-6).toUpperCase()}`
}
