import type { WriteStream } from 'node:tty'
import type { Instant } from '#kernel/instant'

type Seen = { readonly share: number; readonly tickets: number; readonly at: Instant }
export type Progress = { show(seen: Seen): void; end(): void }

const REDRAW_MS = 200
/** Where nobody watches a line being redrawn, a plain one every tenth. */
const PLAIN_STEPS = 10

/** How far a long command is: one line redrawn on a terminal, plain lines elsewhere. */
export function openProgress(out: WriteStream): Progress {
  const started = performance.now()
  let drawnAt = 0
  let step = 0
  let last = ''
  function line({ share, tickets, at }: Seen): string {
    const rate = tickets / Math.max(0.001, (performance.now() - started) / 1_000)
    const percent = String(Math.floor(share * 100)).padStart(3)
    return `${percent} %  ${new Date(at).toISOString().slice(0, 10)}  ${tickets} 张工单 tickets  ${rate.toFixed(1)}/s`
  }
  return {
    show(seen) {
      if (out.isTTY) {
        last = line(seen)
        if (performance.now() - drawnAt < REDRAW_MS) return
        drawnAt = performance.now()
        out.write(`\r${last}\u001b[K`)
      } else if (Math.floor(seen.share * PLAIN_STEPS) > step) {
        step = Math.floor(seen.share * PLAIN_STEPS)
        out.write(`${line(seen)}\n`)
      }
    },
    end() {
      if (out.isTTY && last !== '') out.write(`\r${last}\u001b[K\n`)
    },
  }
}
