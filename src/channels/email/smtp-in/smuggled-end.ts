const DOT = 0x2e
const CR = 0x0d
const LF = 0x0a

/**
 * Whether a mail, as it was handed over, holds a lone dot between line ends of which not all are CRLF. To us such a line is content; to a
 * lenient server it would be the end of the mail, and what follows the next command. No honest mail has one: whoever passed it on may have
 * been made to carry a second, forged mail inside ("SMTP smuggling").
 */
export function hasSmuggledEnd(raw: Uint8Array): boolean {
  for (let at = raw.indexOf(DOT); at !== -1; at = raw.indexOf(DOT, at + 1)) {
    const isAlone = at > 0 && isLineEnd(raw[at - 1]) && isLineEnd(raw[at + 1])
    if (!isAlone) continue
    const endsBefore = raw[at - 1] === LF && raw[at - 2] === CR
    const endsAfter = raw[at + 1] === CR && raw[at + 2] === LF
    if (!endsBefore || !endsAfter) return true
  }
  return false
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === CR || byte === LF
}
