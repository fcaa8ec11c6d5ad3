const OPEN = 0x7b
const CLOSE = 0x7d
const BACKSLASH = 0x5c
/** Groups that say nothing to a reader, without being marked as such. */
const HIDDEN = new Set([
  ...['info', 'pict', 'object', 'stylesheet', 'header', 'headerl', 'headerr', 'headerf', 'footer', 'footerl', 'footerr', 'footerf'],
  ...['filetbl', 'revtbl', 'listtable', 'listoverridetable', 'rsidtbl', 'xmlnstbl', 'themedata', 'datastore', 'latentstyles', 'fldinst'],
])
const MOST_BYTES = 1_000_000
/** Each group costs the reader as many steps as it is deep. */
const MOST_STEPS = 2_000_000
const WORD = /^\\([a-z]{1,32})(-?\d{1,10})? ?/

/**
 * RTF as it is to be read: where it was made from neither HTML nor text, without what is not shown and marked as if from text, so that the
 * reader takes its words. `isBounded`: reading it takes a bounded time.
 */
export function visibleRtf(rtf: Buffer): { readonly visible: Buffer; readonly isBounded: boolean } {
  if (rtf.length > MOST_BYTES) return { visible: rtf, isBounded: false }
  const { shown, steps } = walk(rtf)
  const isBounded = steps <= MOST_STEPS
  if (!isBounded || /\\from(?:html|text)/.test(rtf.toString('latin1', 0, 1_000))) return { visible: rtf, isBounded }
  const pieces = shown.map(([start, end]) => rtf.subarray(start, end))
  return { visible: Buffer.concat([Buffer.from('{\\rtf1\\fromtext'), ...pieces]), isBounded }
}

const AFTER_SIGNATURE = '{\\rtf1'.length

/** The stretches outside of hidden groups, and what all groups cost together. */
function walk(rtf: Buffer): { shown: [number, number][]; steps: number } {
  const shown: [number, number][] = []
  let from = AFTER_SIGNATURE
  let depth = 1
  let steps = 0
  let hiddenAt: number | null = null
  for (let at = AFTER_SIGNATURE; at < rtf.length; at++) {
    const byte = rtf[at]
    if (byte === BACKSLASH) at += escapeLength(rtf, at) - 1
    else if (byte === OPEN) {
      depth += 1
      steps += depth
      if (hiddenAt !== null || !HIDDEN.has(wordAt(rtf, at + 1)?.[1] ?? '')) continue
      shown.push([from, at])
      hiddenAt = depth
    } else if (byte === CLOSE) {
      if (hiddenAt === depth) {
        hiddenAt = null
        from = at + 1
      }
      depth -= 1
    }
  }
  if (hiddenAt === null) shown.push([from, rtf.length])
  return { shown, steps }
}

/** A backslash with what belongs to it: another sign, a word, or bytes that only look like RTF. */
function escapeLength(rtf: Buffer, at: number): number {
  const word = wordAt(rtf, at)
  if (word === null) return 2
  const binary = word[1] === 'bin' ? Math.max(0, Number(word[2] ?? 0)) : 0
  return word[0].length + binary
}

function wordAt(rtf: Buffer, at: number): RegExpExecArray | null {
  return WORD.exec(rtf.toString('latin1', at, at + 48))
}
