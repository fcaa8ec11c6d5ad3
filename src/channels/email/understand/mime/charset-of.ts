import iconv from 'iconv-lite'

/** A charset that we can read. `name` as TextDecoder, or else iconv-lite, calls it. */
export type Charset = {
  readonly name: string
  readonly isOfPlatform: boolean
  readonly isSingleByte: boolean
  /** Bytes below 128 mean what they mean in ASCII. */
  readonly isAsciiBelow128: boolean
}

/** What programs write instead of the registered name; or say one and mean the larger one that holds it. */
const MEANT: Readonly<Record<string, string>> = {
  ...{ cp936: 'gb18030', ms936: 'gb18030', '936': 'gb18030', gb2312: 'gb18030', gbk: 'gb18030', 'gb_2312-80': 'gb18030' },
  ...{
    'x-gbk': 'gb18030',
    'euc-cn': 'gb18030',
    'windows-936': 'gb18030',
    'gb2312-80': 'gb18030',
    chinese: 'gb18030',
    'x-gb2312': 'gb18030',
  },
  ...{ cp950: 'big5', ms950: 'big5', '950': 'big5', 'x-big5': 'big5', 'big5-eten': 'big5', 'windows-950': 'big5', big5hkscs: 'big5' },
  ...{ cp932: 'shift_jis', ms932: 'shift_jis', 'shift-jis': 'shift_jis', sjis: 'shift_jis', 'x-sjis': 'shift_jis' },
  ...{ cp949: 'euc-kr', ms949: 'euc-kr', uhc: 'euc-kr', 'ks_c_5601-1987': 'euc-kr', cp51932: 'euc-jp', eucjp: 'euc-jp' },
  ...{ utf8: 'utf-8', 'utf-8-sig': 'utf-8', utf8mb4: 'utf-8', 'x-utf-8': 'utf-8', cp65001: 'utf-8', 'unicode-1-1-utf-8': 'utf-8' },
  ...{ 'unicode-1-1-utf-7': 'utf-7', utf7: 'utf-7', 'x-unicode-2-0-utf-7': 'utf-7', 'latin-1': 'iso-8859-1', latin1: 'iso-8859-1' },
  ...{
    'cp-850': 'cp850',
    ibm850: 'cp850',
    ibm437: 'cp437',
    'iso-2022-jp-1': 'iso-2022-jp',
    'iso-2022-jp-ms': 'iso-2022-jp',
    cp50220: 'iso-2022-jp',
  },
}
/** Said by programs that do not know. */
const UNKNOWN = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'unknown-8bit',
  'x-unknown',
  'unknown',
  '8bit',
  'default',
  'binary',
  'none',
  'iso-8859-8-i-x',
])
const NOT_ASCII = new Set(['utf-16le', 'utf-16be', 'utf-7', 'iso-2022-jp'])

const known = new Map<string, Charset | null>()

/** The charset that a label means; null when it means nothing, or nothing we know: then the bytes must tell. */
export function charsetOf(label: string | null): Charset | null {
  if (label === null) return null
  const key = label
    .slice(0, 60)
    .trim()
    .replace(/^["']+|["']+$/g, '')
    .toLowerCase()
  const found = known.get(key)
  if (found !== undefined) return found
  const charset = UNKNOWN.has(key) ? null : lookUp(MEANT[key] ?? key.replace(/^cp-?(125\d)$/, 'windows-$1'))
  // Labels come from strangers: a few hundred are real.
  if (known.size < 500) known.set(key, charset)
  return charset
}

function lookUp(label: string): Charset | null {
  const platform = platformName(label)
  if (platform !== null)
    return {
      name: platform,
      isOfPlatform: true,
      isSingleByte: /^(?:windows-|iso-8859-|koi8|macintosh|x-mac|ibm866)/.test(platform),
      isAsciiBelow128: !NOT_ASCII.has(platform),
    }
  if (!/^[\w.:-]{2,40}$/.test(label) || /^(?:base64|hex|binary|ucs2|utf16|utf32)/.test(label) || !iconv.encodingExists(label)) return null
  return { name: label, isOfPlatform: false, isSingleByte: label !== 'utf-7', isAsciiBelow128: !NOT_ASCII.has(label) }
}

function platformName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
