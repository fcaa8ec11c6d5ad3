import { randomUUID } from 'node:crypto'
import type { Company, Who } from '../harness/company.ts'
import { pause } from './ask.ts'

/** What was answered with success, and must therefore be there. */
export type Acknowledged = {
  readonly tickets: { readonly id: string; readonly title: string }[]
  readonly acknowledgements: { readonly ticketId: string }[]
  readonly messages: { readonly id: string; readonly body: string }[]
  readonly offers: { readonly id: string }[]
  /** `expired`: time was faster than the answer, which was refused for it. */
  readonly decisions: { readonly id: string; readonly state: 'accepted' | 'declined' | 'expired' }[]
}

export type Load = {
  readonly acknowledged: Acknowledged
  /** Requests that were sent again with their key because nobody had answered, or the database was away. */
  readonly repeated: () => number
  /** Answers no client should ever meet: faults, and refusals of what was right. */
  readonly wrong: readonly string[]
  /** Lets every worker finish the ticket it is at. */
  stop(): Promise<void>
}

const PATIENCE_MS = 60_000
const BETWEEN_TICKETS_MS = 30

/**
 * People at work, `workers` at once: each reports a problem, acknowledges it, writes to the customer, hands it over, and
 * the other accepts or declines. Whoever gets no answer, or is told that the database is away, sends the same again with
 * the same Idempotency-Key until somebody answers. `address`: where the web process is just now.
 */
export function startLoad(address: () => string, company: Company, workers: number): Load {
  const acknowledged: Acknowledged = { tickets: [], acknowledgements: [], messages: [], offers: [], decisions: [] }
  const wrong: string[] = []
  let repeats = 0
  let stopping = false
  const all = Promise.all(Array.from({ length: workers }, () => work()))

  async function work(): Promise<void> {
    while (!stopping) {
      await oneTicket().catch((error: unknown) => wrong.push(String(error)))
      await pause(BETWEEN_TICKETS_MS)
    }
  }

  async function oneTicket(): Promise<void> {
    const title = `导出超时 ${randomUUID()}`
    const urgency = acknowledged.tickets.length % 2 === 0 ? 'degraded' : 'workaround'
    const report = { symptom: '一直转圈', impact: 'department', urgency, occurredAt: '2026-11-24T01:30:00Z' }
    const created = await insist('customer', '/tickets', { kind: 'defect', title, report }, 201)
    acknowledged.tickets.push({ id: created['id'] as string, title })
    const ticket = `/tickets/${String(created['id'])}`
    const [owner, other] =
      (created['owner'] as { name: string }).name === '李想' ? (['support', 'support2'] as const) : (['support2', 'support'] as const)
    await insist(owner, `${ticket}/acknowledgement`, undefined, 200)
    acknowledged.acknowledgements.push({ ticketId: created['id'] as string })
    const body = `正在查 ${randomUUID()}`
    const message = await insist(owner, `${ticket}/messages`, { audience: 'customer', body }, 201)
    acknowledged.messages.push({ id: message['id'] as string, body })
    const offered = await insist(
      owner,
      `${ticket}/hand-offs`,
      { duty: 'owner', toStaffId: company.ids[other], done: '看过日志', needed: '请接着查' },
      201,
    )
    const offer = (offered['offers'] as { id: string }[])[0]!.id
    acknowledged.offers.push({ id: offer })
    const accepts = acknowledged.offers.length % 3 !== 0
    const decided = accepts
      ? await insist(other, `/hand-offs/${offer}/acceptance`, undefined, 200, 'offer-not-open')
      : await insist(other, `/hand-offs/${offer}/decline`, { reason: '手上有更急的' }, 200, 'offer-not-open')
    acknowledged.decisions.push({ id: offer, state: 'code' in decided ? 'expired' : accepts ? 'accepted' : 'declined' })
  }

  async function insist(who: Who, path: string, body: unknown, status: number, refusal?: string): Promise<Record<string, unknown>> {
    const key = randomUUID()
    const end = performance.now() + PATIENCE_MS
    for (;;) {
      const reply = await send(who, path, body, key)
      if (reply?.status === status || (reply && refusal !== undefined && reply.body['code'] === refusal)) return reply.body
      const away = reply === null || (reply.status === 503 && ['database-away', 'try-again'].includes(reply.body['code'] as string))
      if (!away) throw new Error(`POST ${path}: ${reply.status} ${JSON.stringify(reply.body)}`)
      if (performance.now() > end) throw new Error(`POST ${path}: nobody answered for ${PATIENCE_MS} ms`)
      repeats += 1
      await pause(50)
    }
  }

  async function send(
    who: Who,
    path: string,
    body: unknown,
    key: string,
  ): Promise<{ status: number; body: Record<string, unknown> } | null> {
    try {
      const response = await fetch(`${address()}/api/v1${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${company.keys[who]}`,
          'idempotency-key': key,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(15_000),
      })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    } catch {
      // Nobody there, or gone before the answer was whole: the client cannot know whether it was done.
      return null
    }
  }

  return {
    acknowledged,
    repeated: () => repeats,
    wrong,
    async stop() {
      stopping = true
      await all
    },
  }
}
