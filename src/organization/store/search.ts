/** `q` as a LIKE pattern that finds it anywhere, in lower case; what LIKE reads as signs is escaped. */
export function likePattern(q: string): string {
  return `%${q
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`
}
