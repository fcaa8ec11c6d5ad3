/** How many of the first bytes are looked at. */
export const SNIFF_BYTES = 16

const SIGNATURES: readonly (readonly [mediaType: string, ...parts: (readonly [offset: number, bytes: string])[]])[] = [
  ['image/png', [0, '\x89PNG\r\n\x1a\n']],
  ['image/jpeg', [0, '\xff\xd8\xff']],
  ['image/gif', [0, 'GIF87a']],
  ['image/gif', [0, 'GIF89a']],
  ['image/webp', [0, 'RIFF'], [8, 'WEBP']],
  ['application/pdf', [0, '%PDF-']],
  ['application/zip', [0, 'PK\x03\x04']],
  ['application/zip', [0, 'PK\x05\x06']],
]

/** What content is by its own first bytes, whatever its sender calls it; unknown: `application/octet-stream`. */
export function sniffMediaType(head: Uint8Array): string {
  const text = Buffer.from(head).toString('latin1')
  const found = SIGNATURES.find(([, ...parts]) => parts.every(([offset, bytes]) => text.startsWith(bytes, offset)))
  return found?.[0] ?? 'application/octet-stream'
}

/** The only types a browser may show in place; everything else is saved. */
export function mayShowInline(mediaType: string): boolean {
  return ['image/png', 'image/jpeg', 'image/gif', 'image/webp'].includes(mediaType)
}
