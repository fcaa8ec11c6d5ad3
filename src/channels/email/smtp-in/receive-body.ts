import type { SMTPServerDataStream } from 'smtp-server'

export type Body = { readonly kind: 'mail'; readonly raw: Uint8Array } | { readonly kind: 'too_big' } | { readonly kind: 'no_room' }

/** Bytes of all the mails that are being received or stored now. */
export type Room = { held: number }

/**
 * Reads a mail into memory, to its end whatever happens, because the answer is only heard there. What is too much is read and dropped; the
 * caller gives the room back when the mail is stored. Throws when the sender goes away.
 */
export async function receiveBody(
  stream: SMTPServerDataStream,
  limits: { readonly maxBytes: number; readonly maxBytesHeld: number },
  room: Room,
): Promise<Body> {
  let pieces: Uint8Array[] = []
  let size = 0
  let refused: 'too_big' | 'no_room' | null = null
  const drop = (why: 'too_big' | 'no_room'): void => {
    refused = why
    pieces = []
    room.held -= size
    size = 0
  }
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      if (refused !== null) continue
      if (size + piece.length > limits.maxBytes) drop('too_big')
      else if (room.held + piece.length > limits.maxBytesHeld) drop('no_room')
      else {
        pieces.push(piece)
        size += piece.length
        room.held += piece.length
      }
    }
  } catch (error) {
    room.held -= size
    throw error
  }
  return refused === null ? { kind: 'mail', raw: Buffer.concat(pieces, size) } : { kind: refused }
}
