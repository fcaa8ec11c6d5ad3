import { addMs, DAY, type Instant, MINUTE } from '#kernel/instant'
import type { Channel } from '#tickets/rules/vocabulary'
import type { Account } from '../company/founded.ts'
import { reporterOf, type Stage } from '../play/stage.ts'
import { MOMENTS } from '../present/all-moments.ts'
import { scheduled } from '../present/present-moments.ts'
import type { Random } from '../random.ts'
import type { Scheduled } from '../scheduler.ts'
import { STORIES } from '../stories/all-stories.ts'
import { type Trouble, told } from '../texts/trouble.ts'
import { TROUBLES } from '../texts/troubles.ts'
import { everyday } from './everyday.ts'

/** How often each kind of matter comes, out of a hundred. */
const KINDS: Readonly<Record<Trouble['kind'], number>> = {
  question: 29,
  defect: 39,
  service: 14,
  request: 9,
  outage: 3,
  advisory: 3,
  complaint: 3,
}
const CHANNELS: Readonly<Record<Exclude<Channel, 'mail' | 'api'>, number>> = { portal: 62, phone: 22, im: 16 }

/** The share of each kind that we see before the customer does: monitoring tells of outages, our own people of some defects. */
const FOUND_BY_US: Readonly<Partial<Record<Trouble['kind'], number>>> = { outage: 0.5, defect: 0.12 }

/** All that will be lived through: what is on the front line now, the stories, and everyday life to fill the number asked for. */
export function planLives(stage: Stage, random: Random, tickets: number): Scheduled[] {
  const present = MOMENTS.map((moment) => scheduled(stage, random.fork('present'), moment))
  const stories = STORIES.flatMap(([name, story]) => story(stage, random.fork(name)))
  const lives = [...present, ...stories].slice(0, tickets)
  for (let i = lives.length; i < tickets; i++) lives.push(ordinary(stage, random.fork(`everyday-${i}`), i))
  return lives
}

function ordinary(stage: Stage, random: Random, i: number): Scheduled {
  const weights = Object.fromEntries(stage.company.accounts.map((account, n) => [String(n), account.weight]))
  const account = stage.company.accounts[Number(random.weighted(weights))]!
  const trouble = told(fitting(account, random), random)
  const channel = random.weighted(CHANNELS)
  const at = businessInstant(stage, random, trouble)
  const foundByUs = random.chance(FOUND_BY_US[trouble.kind] ?? 0)
  const one = { stage, random, account, reporter: reporterOf(account, random), trouble, channel, careless: true, foundByUs }
  return { name: `everyday ${i} ${trouble.title}`, at, life: () => everyday(one) }
}

function fitting(account: Account, random: Random): Trouble {
  const line = random.pick(account.lines)
  const kind = random.weighted(KINDS)
  const own = TROUBLES.filter((trouble) => trouble.line === line && (trouble.english ?? false) === (account.english ?? false))
  const ofKind = own.filter((trouble) => trouble.kind === kind)
  return random.pick(ofKind.length > 0 ? ofKind : own)
}

/** Mostly within working days, more in the morning; outages come when they like. */
function businessInstant(stage: Stage, random: Random, trouble: Trouble): Instant {
  const { working } = stage.clocks
  const any = addMs(stage.asOf, -Math.floor(random.next() * 90 * DAY))
  if (trouble.kind === 'outage' || random.chance(0.06)) return any
  const day = working.workingDayFrom(any, 0)?.date ?? working.localDate(any)
  const minute = random.chance(0.6) ? random.between(9 * 60 + 1, 11 * 60 + 50) : random.between(13 * 60 + 2, 18 * 60)
  const at = addMs(working.instantOf(day, minute), random.between(0, 59_999))
  return at < stage.asOf ? at : addMs(stage.asOf, -random.between(30, 3_000) * MINUTE)
}
