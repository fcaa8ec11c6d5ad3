import { visible } from '#kernel/text'

/** "Received", "ok" and the like, in both languages, with or without punctuation, courtesy and emoji. */
const ONLY_RECEIVED =
  /^(您好|你好|亲|hi|hello|dear customer)?[,，!！\s]*(收到|已收到|好的|好|嗯|嗯嗯|知道了|了解|明白|稍等|请稍等|received|got it|ok|okay|noted|thanks|thank you|谢谢)([,，。.!！~～\s]*(收到|已收到|好的|谢谢|感谢|请稍等|稍等|thanks|thank you|received))*[,，。.!！~～\s]*$/iu

export type WordsWorth =
  /** Keeps the pending cycle, the answer and the first response. */
  | 'qualifying'
  /** Keeps the first response only. */
  | 'received-only'
  /** The text of the previous one again: keeps nothing. */
  | 'repeated'

/**
 * What words of a person of ours to the customer are worth, given the digest of our previous ones that said something, and that
 * digest as the next ones are compared with it: "received" in between does not make the same text new.
 */
export function weighWords(body: string, previous: string | null): { readonly worth: WordsWorth; readonly digest: string | null } {
  const said = normalized(body)
  if (said === '' || ONLY_RECEIVED.test(said)) return { worth: 'received-only', digest: previous }
  const digest = digestOf(said)
  return { worth: previous === digest ? 'repeated' : 'qualifying', digest }
}

// Two 32-bit multiplicative hashes and the length: kept instead of a text that may be 50,000 characters long.
function digestOf(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  const mixed = [Math.imul(a ^ (a >>> 16), 2246822507) ^ (b >>> 13), Math.imul(b ^ (b >>> 16), 3266489909) ^ (a >>> 13)]
  return `${text.length.toString(36)}-${mixed.map((half) => (half >>> 0).toString(36)).join('-')}`
}

function normalized(text: string): string {
  return visible(text.normalize('NFKC'))
    .replace(/\p{Extended_Pictographic}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}
