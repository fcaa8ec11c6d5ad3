import { addMs, type Instant, laterOf, MINUTE } from '#kernel/instant'
import { type Case, report } from '../lives/beginning.ts'
import { acknowledge, saidTime, tellCustomer, triage } from '../play/acts.ts'
import { until } from '../play/pass.ts'
import { type Stage, seatOf } from '../play/stage.ts'
import type { TicketPlay } from '../play/ticket-play.ts'
import type { Random } from '../random.ts'
import type { Life, Scheduled } from '../scheduler.ts'
import { accountOf } from '../stories/staging.ts'
import { type Trouble, told } from '../texts/trouble.ts'
import { TROUBLES } from '../texts/troubles.ts'

/** Something that stands on the front line at the demo's present. */
export type Moment = {
  readonly name: string
  readonly at: (stage: Stage) => Instant
  readonly life: (stage: Stage, random: Random) => Life
}

export const scheduled = (stage: Stage, random: Random, { name, at, life }: Moment): Scheduled => {
  const fork = random.fork(name)
  return { name: `present: ${name}`, at: at(stage), life: () => life(stage, fork) }
}

/** Minutes of working time before the present: on a weekend that is Friday afternoon. */
export const workingAgo =
  (minutes: number) =>
  (stage: Stage): Instant =>
    stage.clocks.working.before(stage.asOf, minutes * MINUTE)
/** Minutes of eight to ten before the present, every day. */
export const dailyAgo =
  (minutes: number) =>
  (stage: Stage): Instant =>
    stage.clocks.daily.before(stage.asOf, minutes * MINUTE)
export const elapsedAgo =
  (minutes: number) =>
  (stage: Stage): Instant =>
    addMs(stage.asOf, -minutes * MINUTE)

/** A share of today so far, on the wall. */
export const todayAt =
  (share: number) =>
  (stage: Stage): Instant => {
    const { working } = stage.clocks
    const midnight = working.instantOf(working.localDate(stage.asOf), 0)
    // People do not work at three in the morning when there is a morning to choose.
    const from = laterOf(midnight, stage.asOf - midnight > 10 * 60 * MINUTE ? addMs(midnight, 8 * 60 * MINUTE) : midnight)
    return addMs(from, Math.floor((stage.asOf - from) * share))
  }

/** The trouble whose title begins so, or holds it. */
export function troubleOf(title: string, random: Random, changes: Partial<Trouble> = {}): Trouble {
  const found = TROUBLES.find((one) => one.title.includes(title))
  if (!found) throw new RangeError(`no trouble is called ${title}`)
  return told({ ...found, ...changes }, random)
}

export type Begun = {
  readonly account: string
  readonly title: string
  readonly changes?: Partial<Trouble>
  readonly channel?: Case['channel']
  readonly role?: 'it' | 'business_user' | 'champion'
  readonly foundByUs?: boolean
}

/** Reported now. */
export async function reported(stage: Stage, random: Random, begun: Begun): Promise<{ play: TicketPlay; trouble: Trouble }> {
  const { account: key, title, changes = {}, channel = 'portal', role = 'business_user', foundByUs = false } = begun
  const account = accountOf(stage, key)
  const trouble = troubleOf(title, random, changes)
  const play = await report({ stage, random, account, reporter: seatOf(account, role), trouble, channel, foundByUs })
  return { play, trouble }
}

/** Taken up as it should be: acknowledged, triaged, and a first word with the time of the next. */
export async function* taken(play: TicketPlay, trouble: Trouble, nextInMinutes = 240): Life {
  yield* until(play, play.after(3))
  if (play.ticket.ownerAcknowledgedAt === null) await acknowledge(play)
  const { impact, urgency, flags } = trouble
  await triage(play, { impact, urgency, ...(flags ? { flags: [...flags] } : {}), suspectedSide: 'ours' })
  yield* until(play, play.after(3))
  const by = play.after(nextInMinutes)
  await tellCustomer(
    play,
    play.english
      ? `I have taken this over and am checking it; next word by ${saidTime(play, by)}.`
      : play.ticket.origin === 'customer'
        ? `您好，我已接手，正在核对现象和影响，${saidTime(play, by)}前给您进展。`
        : `您好，我们在巡检中先发现了这个问题，贵公司受影响，已经在处理，${saidTime(play, by)}前给您进展。`,
    { nextUpdateAt: by },
  )
}
