/** The tickets of these, each once. */
export function ticketIdsOf(of: readonly { readonly ticketId: string | null }[]): string[] {
  return [...new Set(of.flatMap(({ ticketId }) => (ticketId === null ? [] : [ticketId])))]
}
