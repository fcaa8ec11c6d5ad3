import { addMs, type Instant, MINUTE } from '#kernel/instant'
import { editTicket } from '#tickets'
import type { CreateTicket } from '#tickets/contract'
import type { Channel } from '#tickets/rules/vocabulary'
import type { Account, CustomerPerson } from '../company/founded.ts'
import { acknowledge, saidTime, spoke, tellCustomer, triage } from '../play/acts.ts'
import { pass } from '../play/pass.ts'
import { atTheFront, type Stage } from '../play/stage.ts'
import { openTicketPlay, type TicketPlay } from '../play/ticket-play.ts'
import type { Random } from '../random.ts'
import { phrase } from '../texts/phrases.ts'
import type { Trouble } from '../texts/trouble.ts'

export type Case = {
  readonly stage: Stage
  readonly random: Random
  readonly account: Account
  readonly reporter: CustomerPerson
  readonly trouble: Trouble
  readonly channel: Channel /** Whether the form may be filled in as people do: half, or louder than it is. */
  readonly careless?: boolean
  /** We saw it before they did: an alert, or one of ours, and we tell them. */
  readonly foundByUs?: boolean
}

/** How hurried people are, by severity: a share of an everyday minute. */
const PACE = { S1: 0.1, S2: 0.28, S3: 1, S4: 1.5 } as const
export const paced = (play: TicketPlay, minutes: number): number => Math.max(1, minutes * PACE[play.ticket.severity])

/** Now it is reported: by the customer on the portal; on the phone and in a chat, where one of ours types it in; or by us, who saw it first. */
export async function report(one: Case): Promise<TicketPlay> {
  const { stage, random, account, reporter, trouble, channel } = one
  const { careless = false, foundByUs = false } = one
  const onThePhone = !foundByUs && (channel === 'phone' || channel === 'im')
  const byThem = !foundByUs && !onThePhone
  const incomplete = careless && byThem && random.chance(0.12)
  const overstated = careless && byThem && !incomplete && random.chance(0.1) && trouble.impact !== 'many'
  const environmentId = account.environmentIds[trouble.line]
  const body: CreateTicket = {
    kind: trouble.kind,
    title: trouble.title,
    productLineId: stage.company.lines[trouble.line].id,
    componentId: stage.company.lines[trouble.line].components[trouble.component]!,
    ...(environmentId === undefined ? {} : { environmentId }),
    ...(onThePhone ? { contactId: reporter.id, channel } : {}),
    ...(foundByUs ? { contactId: reporter.id, origin: trouble.kind === 'outage' ? 'alert' : 'staff' } : {}),
    report: {
      symptom: trouble.symptom,
      ...(trouble.kind === 'advisory' ? { expected: trouble.tried } : {}),
      ...(incomplete
        ? {}
        : {
            impact: overstated ? 'company' : trouble.impact,
            urgency: overstated ? 'stopped' : trouble.urgency,
            occurredAt: addMs(stage.now(), -random.between(4, 180) * MINUTE),
          }),
      ...(trouble.flags ? { flags: [...trouble.flags] } : {}),
      environment: {
        deployment: account.deployment,
        version: account.version,
        ...(account.special === undefined ? {} : { special: account.special }),
      },
    },
  }
  const by = onThePhone || foundByUs ? atTheFront(stage, trouble.line, stage.now()) : reporter
  return openTicketPlay({ stage, random, account, line: trouble.line, reporter, by, body })
}

/** 认领、定级、第一次回复: in time as a rule, and sometimes not. */
export async function* takeUp(play: TicketPlay, trouble: Trouble): AsyncGenerator<Instant, void, void> {
  const { random, ticket } = play
  const live = ticket.channel === 'phone' || ticket.channel === 'im'
  const late = random.chance(0.05)
  yield* pass(play, live ? random.between(1, 4) : late ? paced(play, random.between(75, 150)) : paced(play, random.between(4, 42)))
  if (play.ticket.ownerAcknowledgedAt === null) await acknowledge(play)
  if (live) {
    yield* pass(play, random.between(2, 4))
    await spoke(play, {
      channel: ticket.channel === 'im' ? 'wechat' : 'phone',
      minutes: random.between(3, 9),
      said: phrase('phoneSaid', play.english, random),
    })
  }
  yield* pass(play, paced(play, random.between(4, 30)))
  if (play.ticket.triagedAt === null) await firstTriage(play, trouble)
  if (live) return
  yield* pass(play, paced(play, late ? random.between(60, 90) : random.between(3, 28)))
  if (play.ticket.firstResponseAt === null) await promiseNextWord(play)
}

async function firstTriage(play: TicketPlay, { impact, urgency, flags }: Trouble): Promise<void> {
  await triage(play, {
    impact,
    urgency,
    ...(flags ? { flags: [...flags] } : {}),
    suspectedSide: play.random.chance(0.6) ? 'ours' : 'unknown',
  })
}

/** The first words give the time of the next: the cadence, said aloud. */
async function promiseNextWord(play: TicketPlay): Promise<void> {
  const by = play.after(paced(play, play.random.between(180, 420)))
  const words = phrase(play.ticket.origin === 'customer' ? 'firstWords' : 'foundFirst', play.english, play.random, {
    by: saidTime(play, by),
  })
  await tellCustomer(play, words, { nextUpdateAt: by })
}

/** What the gate at the frontline asks for is asked for and filled in. */
export async function complete(play: TicketPlay): Promise<void> {
  if (play.ticket.report.occurredAt !== undefined) return
  const occurredAt = addMs(play.ticket.createdAt, -20 * MINUTE)
  await play.act(play.owner, (ctx, id) => editTicket(ctx, id, { report: { occurredAt } }, { ifMatch: play.ticket.version }))
}
