/** Milliseconds: the first pause, and the longest. */
export type RetryPace = { readonly firstMs: number; readonly longestMs: number }

/** How long to wait before try number `tries` + 1: twice as long each time, between half and all of it, so that many do not come back at once. */
export function retryDelay(tries: number, { firstMs, longestMs }: RetryPace, random: () => number = Math.random): number {
  const whole = Math.min(firstMs * 2 ** Math.min(Math.max(tries - 1, 0), 20), longestMs)
  return Math.round(whole * (0.5 + random() / 2))
}
