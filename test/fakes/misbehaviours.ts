import type { Misbehaviour, Step } from './faulty-smtp-server.ts'

/** The line goes dead after the final dot; the server has the mail all the same. */
export const takesAndHangsUp: Misbehaviour = ({ step }) => (step === 'end' ? 'take_and_drop' : 'good')

/** Goes wrong at one step, the first `times` times it comes; then all is well. */
export function failsAt(at: Step, how: ReturnType<Misbehaviour>, times = Number.POSITIVE_INFINITY): Misbehaviour {
  return ({ step, times: so }) => (step === at && so <= times ? how : 'good')
}

/** Takes some recipients and answers others so. */
export function refusesRecipients(replies: Readonly<Record<string, string>>): Misbehaviour {
  return ({ step, recipient }) => {
    const reply = step === 'rcpt' ? replies[recipient] : undefined
    return reply === undefined ? 'good' : { reply }
  }
}

/** Puts off each pair of sender and recipient until `waitMs` after it was first seen, on whatever clock. */
export function greylists(waitMs: number, now: () => number): Misbehaviour {
  const firstSeen = new Map<string, number>()
  return ({ step, envelope, recipient }) => {
    if (step !== 'rcpt') return 'good'
    const pair = `${envelope.from} ${recipient}`
    if (!firstSeen.has(pair)) firstSeen.set(pair, now())
    return now() - firstSeen.get(pair)! < waitMs ? { reply: '451 4.7.1 Greylisted, come back later' } : 'good'
  }
}

/** Takes nothing until an instant of whatever clock. */
export function isDownUntil(instant: number, now: () => number): Misbehaviour {
  return ({ step }) => (step === 'mail' && now() < instant ? { reply: '421 4.3.2 Down for maintenance' } : 'good')
}
