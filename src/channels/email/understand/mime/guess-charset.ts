const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
/** Enough to tell; a longer text says the same. */
const LOOKED_AT = 32_000

/** Every Korean syllable could be a Chinese character; that so many in a row are syllables is no chance. */
const KOREAN_BYTES = 20

type Candidate = { readonly name: string; readonly share: number }

/**
 * The charset that unlabelled bytes look like: UTF-8 proves itself; the two-byte charsets of East Asia show in pairs that stand for
 * frequent characters; Cyrillic in runs of letters; anything else is the Windows charset of Western Europe.
 */
export function guessCharset(bytes: Buffer, hint: string | null): string {
  if (isUtf8(bytes)) return 'utf-8'
  const sample = bytes.subarray(0, LOOKED_AT)
  if (hint !== null && isPlausible(sample, hint)) return hint
  const best = [pairs(sample, 'gb18030'), pairs(sample, 'big5'), pairs(sample, 'shift_jis'), pairs(sample, 'euc-kr'), ...cyrillic(sample)]
    .filter((candidate) => candidate.share >= 0.7)
    .sort((a, b) => b.share - a.share)[0]
  return best?.name ?? 'windows-1252'
}

function isUtf8(bytes: Buffer): boolean {
  try {
    strictUtf8.decode(bytes)
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

function isPlausible(sample: Buffer, name: string): boolean {
  if (name === 'utf-8' || name === 'windows-1252' || name.startsWith('utf-') || name.startsWith('iso-2022')) return false
  try {
    const text = new TextDecoder(name).decode(sample)
    return (text.match(/\uFFFD/g)?.length ?? 0) * 20 <= text.length
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Of the bytes above 127, the share that stands in pairs for a frequent character of that charset. */
function pairs(sample: Buffer, name: 'gb18030' | 'big5' | 'shift_jis' | 'euc-kr'): Candidate {
  let high = 0
  let fitting = 0
  for (let at = 0; at < sample.length; at += 1) {
    const lead = sample[at]!
    if (lead < 0x80) continue
    high += 1
    const trail = sample[at + 1]
    if (trail === undefined) break
    const weight = FREQUENT[name](lead, trail)
    if (weight === 0) continue
    if (trail >= 0x80) high += 1
    fitting += (trail >= 0x80 ? 2 : 1) * weight
    at += 1
  }
  const isEnough = high >= (name === 'euc-kr' ? KOREAN_BYTES : 4)
  return { name, share: !isEnough || isAllLetters(sample) ? 0 : fitting / high }
}

// In the two-byte charsets every third byte or so lies below C0; in the alphabets of eight bits letters lie above.
function isAllLetters(sample: Buffer): boolean {
  let high = 0
  let letters = 0
  for (const byte of sample) {
    if (byte >= 0x80) high += 1
    if (byte >= 0xc0) letters += 1
  }
  return high >= 8 && letters > high * 0.9
}

/** 1: a frequent character, 0.5: possible but rare, 0: none. */
const FREQUENT: Readonly<Record<'gb18030' | 'big5' | 'shift_jis' | 'euc-kr', (lead: number, trail: number) => number>> = {
  // GB 2312 level 1 by pronunciation, punctuation in A1 and A3.
  gb18030: (lead, trail) => {
    if (trail >= 0xa1 && trail <= 0xfe)
      return (lead >= 0xb0 && lead <= 0xd7) || lead === 0xa1 || lead === 0xa3 ? 1 : lead >= 0xd8 && lead <= 0xf7 ? 0.6 : 0.3
    return lead >= 0x81 && lead <= 0xfe && trail >= 0x40 && trail !== 0x7f ? 0.3 : 0
  },
  // Frequent characters A4 to C6, half of them with a second byte below 128.
  big5: (lead, trail) => {
    const isTrail = (trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe)
    if (!isTrail) return 0
    return lead >= 0xa4 && lead <= 0xc6 ? (trail < 0x80 ? 1.3 : 0.85) : lead === 0xa1 ? 0.9 : lead >= 0xc9 && lead <= 0xf9 ? 0.4 : 0
  },
  // Kana in 82 and 83, kanji of level 1 in 88 to 97.
  shift_jis: (lead, trail) => {
    if (trail < 0x40 || trail === 0x7f || trail > 0xfc) return 0
    return lead === 0x82 || lead === 0x83 ? 1.2 : lead === 0x81 ? 1 : lead >= 0x88 && lead <= 0x97 ? 0.9 : 0.1
  },
  // Syllables in B0 to C8.
  'euc-kr': (lead, trail) => (trail >= 0xa1 && trail <= 0xfe && lead >= 0xb0 && lead <= 0xc8 ? 1.02 : 0),
}

/** The letter ё stands apart from the others. */
const YO = new Set([0xa3, 0xb3, 0xa8, 0xb8])

/** Russian letters: in Windows-1251 the small ones are E0 to FF, in KOI8-R C0 to DF. Words are mostly small letters, in runs. */
function cyrillic(sample: Buffer): Candidate[] {
  let high = 0
  let run = 0
  let inRuns = 0
  let upper = 0
  for (const byte of sample) {
    if (byte < 0xc0 && !(run > 0 && YO.has(byte))) {
      if (run >= 3) inRuns += run
      run = 0
      if (byte >= 0x80) high += 1
      continue
    }
    high += 1
    run += 1
    if (byte >= 0xe0) upper += 1
  }
  if (run >= 3) inRuns += run
  if (high < 4) return []
  const share = inRuns / high
  const isWindows = upper * 2 > inRuns
  return [{ name: isWindows ? 'windows-1251' : 'koi8-r', share: share * (isWindows ? upper / high : 1 - upper / high) }]
}
