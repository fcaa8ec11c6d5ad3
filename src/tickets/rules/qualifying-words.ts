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

/** What words of a person of ours to the customer are worth, given our previous words to them. */
export function wordsWorth(body: string, previous: string | null): WordsWorth {
  const said = normalized(body)
  if (previous !== null && said === normalized(previous)) return 'repeated'
  return ONLY_RECEIVED.test(said) ? 'received-only' : 'qualifying'
}

function normalized(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Extended_Pictographic}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}
