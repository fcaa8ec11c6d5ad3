import { cleanLine } from './clean-text.ts'
import { parseAddresses } from './parse-addresses.ts'
import { parseMailDate } from './parse-mail-date.ts'
import { firstQuoteMarker } from './quote-marker.ts'
import type { QuotedHeaderBlock } from './quoted-header-block.ts'
import type { Forwarded } from './understood-mail.ts'

/** Who wrote the mail that was passed on inside this text; null when none was, or when its sender's address does not show. */
export function readForwarded(text: string, isForward: boolean): Forwarded | null {
  const lines = text.split('\n')
  let from = 0
  // The first marker may be that of a reply above which the forward stands; a few are looked at.
  for (let tries = 0; tries < 3; tries += 1) {
    const marker = firstQuoteMarker(lines, from)
    if (marker === null) return null
    const isMeant = marker.kind === 'forward' || (isForward && marker.kind !== 'attribution')
    const forwarded = isMeant && marker.block !== null ? fromBlock(marker.block) : null
    if (forwarded !== null) return forwarded
    from = marker.end
  }
  return null
}

function fromBlock({ from, sent, subject }: QuotedHeaderBlock): Forwarded | null {
  // Outlook writes `[mailto:a@b.example]` behind the name, Gmail and Apple Mail brackets.
  const readable = from.replace(/\[mailto:([^\]\s]+)\]/gi, '<$1>').replace(/<mailto:[^<>\s]*>/gi, '')
  const sender = parseAddresses(readable, 1, (text) => text).addresses[0]
  if (sender === undefined) return null
  return {
    from: sender,
    subject: subject === null || subject === '' ? null : cleanLine(subject, 500),
    sentAt: sent === null ? null : parseMailDate(sent, 'unknown'),
    messageId: null,
  }
}
