/** Seven-bit charsets that switch by escape: no decoder of the platform reads all of them. */
export type ShiftedCharset = 'iso-2022-jp' | 'iso-2022-kr' | 'iso-2022-cn' | 'hz-gb-2312'

const ESCAPE = 0x1b
const SHIFT_OUT = 0x0e
const SHIFT_IN = 0x0f

/** Which of them the bytes are in: by their label, or because they say so themselves. */
export function shiftedCharset(bytes: Buffer, label: string | null): ShiftedCharset | null {
  const said = label?.trim().toLowerCase() ?? ''
  if (/^hz(?:-gb-?2312)?$/.test(said)) return 'hz-gb-2312'
  if (!bytes.includes(ESCAPE)) return null
  if (bytes.includes('\u001b$)C', 0, 'latin1')) return 'iso-2022-kr'
  if (bytes.includes('\u001b$)A', 0, 'latin1') && bytes.includes(SHIFT_OUT)) return 'iso-2022-cn'
  const isJapanese = bytes.includes('\u001b$B', 0, 'latin1') || bytes.includes('\u001b$@', 0, 'latin1') || said.startsWith('iso-2022-jp')
  return isJapanese && isSevenBit(bytes) ? 'iso-2022-jp' : null
}

export function decodeShifted(bytes: Buffer, charset: ShiftedCharset): string {
  if (charset === 'iso-2022-jp') return new TextDecoder('iso-2022-jp').decode(bytes)
  const plain = charset === 'hz-gb-2312' ? fromTildes(bytes) : fromShifts(bytes)
  return new TextDecoder(charset === 'iso-2022-kr' ? 'euc-kr' : 'gb18030').decode(plain)
}

function isSevenBit(bytes: Buffer): boolean {
  return bytes.every((byte) => byte < 0x80)
}

// Between SO and SI the bytes are the two-byte charset without its high bits.
function fromShifts(bytes: Buffer): Buffer {
  const plain = Buffer.alloc(bytes.length)
  let length = 0
  let isShifted = false
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!
    if (byte === ESCAPE && bytes[at + 1] === 0x24) at += 3
    else if (byte === SHIFT_OUT) isShifted = true
    else if (byte === SHIFT_IN) isShifted = false
    else {
      plain[length] = isShifted && byte > 0x20 ? byte | 0x80 : byte
      length += 1
    }
  }
  return plain.subarray(0, length)
}

// HZ (RFC 1843): `~{` and `~}` switch, `~~` is a tilde, `~` at the end of a line joins it with the next.
function fromTildes(bytes: Buffer): Buffer {
  const plain = Buffer.alloc(bytes.length)
  let length = 0
  let isShifted = false
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!
    const next = bytes[at + 1]
    if (byte === 0x7e && (next === 0x7b || next === 0x7d)) {
      isShifted = next === 0x7b
      at += 1
    } else if (byte === 0x7e && !isShifted && (next === 0x7e || next === 0x0a)) {
      at += 1
      if (next === 0x7e) {
        plain[length] = 0x7e
        length += 1
      }
    } else {
      if (byte === 0x0a) isShifted = false
      plain[length] = isShifted && byte > 0x20 && byte < 0x7f ? byte | 0x80 : byte
      length += 1
    }
  }
  return plain.subarray(0, length)
}
