/** One field of a header, in the order of the mail. `name` in lower case; `value` unfolded, encoded words decoded, trimmed. */
export type MailHeader = { readonly name: string; readonly value: string }

/** The first field of that name, which is the one nearest to us: relays write theirs on top. */
export function headerValue(headers: readonly MailHeader[], name: string): string | null {
  return headers.find((header) => header.name === name)?.value ?? null
}
