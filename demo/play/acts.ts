import { formatInstant, type Instant, laterOf } from '#kernel/instant'
import {
  acceptTicketHandOff,
  acknowledgeTicket,
  confirmTicket,
  declineTicketHandOff,
  offerTicketHandOff,
  postTicketMessage,
  recordTicketContact,
  recordTicketFinding,
  resolveTicket,
  restoreService,
  sendTicketRootCauseReport,
  startTicketWait,
  triageTicket,
} from '#tickets'
import type { RecordFinding, TriageTicket } from '#tickets/contract'
import { proposeSeverity, rank } from '#tickets/rules/severity'
import type { CauseClass, Duty } from '#tickets/rules/vocabulary'
import type { CustomerPerson, Person } from '../company/founded.ts'
import { later, worksAt } from './stage.ts'
import type { TicketPlay } from './ticket-play.ts'

/** What people do on a ticket, as they say it; each is one command of the product. */

export const acknowledge = (play: TicketPlay) => play.act(play.owner, (ctx, id) => acknowledgeTicket(ctx, id))

/** 定级. Whoever sets less than the customer claims says why. */
export function triage(play: TicketPlay, input: TriageTicket, by: Person = play.owner) {
  const claimed = play.ticket.severityClaimed
  const lowers = claimed !== null && rank(input.severity ?? proposeSeverity(input.impact, input.urgency, input.flags ?? [])) > rank(claimed)
  const reason = play.english
    ? 'Part of the people are affected and there is a way round; we raise it at once if that changes.'
    : '核对后受影响的是部分人员，且有替代办法，先按此级别处理；范围扩大马上上调。'
  return play.act(by, (ctx, id) => triageTicket(ctx, id, { ...(lowers ? { reason } : {}), ...input }))
}

export const tellCustomer = (play: TicketPlay, body: string, options: { by?: Person; nextUpdateAt?: Instant } = {}) =>
  play.act(options.by ?? play.liaison, (ctx, id) =>
    postTicketMessage(ctx, id, {
      audience: 'customer',
      body,
      ...(options.nextUpdateAt === undefined ? {} : { nextUpdateAt: options.nextUpdateAt }),
    }),
  )

export const tellColleagues = (play: TicketPlay, body: string, by: Person = play.owner) =>
  play.act(by, (ctx, id) => postTicketMessage(ctx, id, { audience: 'internal', body }))

export const customerSays = (play: TicketPlay, body: string, who: CustomerPerson = play.reporter) =>
  play.act(who, (ctx, id) => postTicketMessage(ctx, id, { audience: 'customer', body }))

/** A call or meeting that has just ended. */
export function spoke(
  play: TicketPlay,
  input: {
    channel: 'phone' | 'wechat' | 'meeting' | 'onsite'
    minutes: number
    said: string
    by?: Person
    with?: CustomerPerson
    promised?: string
    nextContactAt?: Instant
  },
) {
  const { channel, minutes, said, promised, nextContactAt } = input
  const now = play.stage.now()
  const from = laterOf(later(now, -minutes), play.ticket.createdAt)
  return play.act(input.by ?? play.liaison, (ctx, id) =>
    recordTicketContact(ctx, id, {
      ...{ channel, contactId: (input.with ?? play.reporter).id, from, to: now, said },
      ...(promised === undefined ? {} : { promised }),
      ...(nextContactAt === undefined ? {} : { nextContactAt }),
    }),
  )
}

export const find = (play: TicketPlay, by: Person, finding: RecordFinding) =>
  play.act(by, (ctx, id) => recordTicketFinding(ctx, id, finding))

export type HandingOver = {
  readonly to: Person
  readonly station?: string
  readonly duty?: Duty
  readonly done: string
  readonly needed: string
  readonly reason?: string
  readonly by?: Person
}

/** An offer of a duty. Who is not on duty is rung up: forced, with the reason written down. */
export async function offer(play: TicketPlay, over: HandingOver): Promise<{ handOffId: string; taken: boolean }> {
  const { to, station, duty = 'owner', done, needed } = over
  const night = worksAt(play.stage, play.stage.now())
    ? undefined
    : play.english
      ? 'Called on the phone, agreed to take it.'
      : '已电话联系，对方同意现在处理。'
  const reason = over.reason ?? night
  const giver = over.by ?? (duty === 'owner' ? play.owner : play.liaison)
  const offered = await play.act(giver, (ctx, id) =>
    offerTicketHandOff(ctx, id, {
      ...{ duty, toStaffId: to.id, done, needed },
      ...(station === undefined ? {} : { toStation: station }),
      ...(reason === undefined ? {} : { reason }),
      ...(night === undefined ? {} : { force: true }),
    }),
  )
  return { handOffId: offered.handOffId, taken: !play.ticket.offers.some((open) => open.id === offered.handOffId) }
}

export const accept = (play: TicketPlay, handOffId: string, by: Person) => play.act(by, (ctx) => acceptTicketHandOff(ctx, handOffId))

export const decline = (play: TicketPlay, handOffId: string, by: Person, reason: string, instead?: Person) =>
  play.act(by, (ctx) => declineTicketHandOff(ctx, handOffId, { reason, ...(instead ? { insteadStaffId: instead.id } : {}) }))

/** They must act: asked in words first, then the clock of theirs begins. */
export async function askCustomer(play: TicketPlay, question: string): Promise<void> {
  await tellCustomer(play, question)
  await play.act(play.liaison, (ctx, id) => startTicketWait(ctx, id, { on: 'customer', contactId: play.reporter.id, ask: question }))
}

export const waitOnThirdParty = (play: TicketPlay, who: string, ask: string, untilAt: Instant) =>
  play.act(play.owner, (ctx, id) => startTicketWait(ctx, id, { on: 'third_party', who, ask, until: untilAt }))

export const restore = (play: TicketPlay, how: string, by: Person = play.owner) =>
  play.act(by, (ctx, id) => restoreService(ctx, id, { how }))

export type Solution = {
  readonly text: string
  readonly causeClass: CauseClass
  readonly prevention: string
  readonly evidence?: string | undefined
}

export const resolve = (play: TicketPlay, solution: Solution, by: Person = play.owner) => {
  const { text, causeClass, prevention, evidence } = solution
  return play.act(by, (ctx, id) =>
    resolveTicket(ctx, id, { text, causeClass, prevention, ...(evidence === undefined ? {} : { evidence }) }),
  )
}

export const confirm = (
  play: TicketPlay,
  rating: { resolution?: number; service?: number; comment?: string } = {},
  who: CustomerPerson = play.reporter,
) => play.act(who, (ctx, id) => confirmTicket(ctx, id, rating))

export const sendReport = (play: TicketPlay, body: string, by: Person = play.liaison) =>
  play.act(by, (ctx, id) => sendTicketRootCauseReport(ctx, id, { body }))

/** How an instant is said to a customer: month, day and wall time. */
export function saidTime(play: TicketPlay, at: Instant): string {
  return new Intl.DateTimeFormat(play.english ? 'en-GB' : 'zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: play.english ? 'short' : 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}

export const dateOf = (at: Instant): string => formatInstant(at).slice(0, 10)
