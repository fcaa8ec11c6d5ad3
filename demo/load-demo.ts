import { sql } from 'kysely'
import { inviteIdentity } from '#auth'
import { openSweep } from '#jobs/sweep'
import { SYSTEM } from '#kernel/actor'
import { addMs, DAY, formatInstant, type Instant } from '#kernel/instant'
import { openObligationSweep } from '#obligations'
import { type Ctx, makeCtx } from '#platform/ctx'
import { type Db, openDb, openPool } from '#platform/db'
import { setTestClock } from '#platform/jobs/test-clock-row'
import type { Timer } from '#platform/jobs/timers'
import type { Log } from '#platform/log'
import { fireTicketTimer, holdFreeTickets, type TicketTimer, ticketSights } from '#tickets'
import { TIMER_KINDS } from '#tickets/rules/added'
import { foundCompany } from './company/found-company.ts'
import type { Founded } from './company/founded.ts'
import { companyCalendar, companyClocks } from './company/working-week.ts'
import {
  DEMO_VERSION,
  emptyDatabase,
  finishDemoState,
  hasData,
  readDemoState,
  type SignIn,
  writeDemoState,
  writeSignIns,
} from './demo-state.ts'
import { planLives } from './lives/plan-lives.ts'
import { type MovedClock, movedClock } from './play/moved-clock.ts'
import { openStage, seatOf } from './play/stage.ts'
import { openRandom } from './random.ts'
import { playLives } from './scheduler.ts'
import { CUSTOMER_KEY, demoPasswords, signInsOf } from './sign-ins.ts'
import { tellTheRecent } from './tell-the-recent.ts'

export type DemoOptions = {
  readonly tickets: number
  readonly asOf: Instant
  readonly seed: number
  /** How far it is: the share of the history played, the tickets reported so far, and the clock. */
  readonly onProgress?: (progress: { readonly share: number; readonly tickets: number; readonly at: Instant }) => void
}
export type DemoResult = {
  readonly state: 'loaded' | 'already-loaded'
  readonly tickets: number
  readonly signIns: readonly SignIn[]
  readonly broken: readonly string[]
}

/** The database holds something that the demo did not put there; nothing was changed. */
export class DatabaseInUse extends Error {
  constructor() {
    super('the database has data of its own')
    this.name = 'DatabaseInUse'
  }
}

/** How long before its present the company was founded. */
const HISTORY = 92 * DAY
/** After so many tickets, and whenever they have doubled, the planner is told how many there are. */
const FIRST_COUNT = 25

/**
 * Loads the demo company into an empty database, by the same actions as real use, on a clock that is moved through ninety
 * days while the sweep fires what is due. What a killed run has left is taken away first. Throws DatabaseInUse.
 */
export async function loadDemo(databaseUrl: string, log: Log, options: DemoOptions): Promise<DemoResult> {
  const pool = openPool(unflushed(databaseUrl), log, { max: 6, applicationName: 'muster demo' })
  const db = openDb(pool)
  try {
    await claim(db, options)
    return await load(db, log, options)
  } finally {
    await pool.end()
  }
}

/** The demo can be loaded again from the start, so its thousands of commits need not wait for the disk one by one. */
function unflushed(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.searchParams.set('options', '-c timezone=UTC -c synchronous_commit=off')
  return url.href
}

async function claim(db: Db, { seed, asOf, tickets }: DemoOptions): Promise<void> {
  const found = await readDemoState(db)
  if (found?.state === 'loading') await emptyDatabase(db)
  else if (found !== null || (await hasData(db))) throw new DatabaseInUse()
  await writeDemoState(db, { state: 'loading', seed, asOf: formatInstant(asOf), tickets, version: DEMO_VERSION })
}

async function load(db: Db, log: Log, options: DemoOptions): Promise<DemoResult> {
  const { seed, asOf, tickets, onProgress } = options
  const random = openRandom(String(seed))
  const beginning = addMs(asOf, -HISTORY)
  const clock = movedClock(beginning)
  const ctx = makeCtx({ actor: SYSTEM, now: beginning, db, clock, requestId: 'demo', log })
  const passwords = demoPasswords(random.fork('passwords'))
  const company = await foundCompany(ctx, asOf, passwords)
  const signIns = await letCustomerIn(db, company, passwords)
  const stage = openStage({ system: ctx, company, clocks: companyClocks(companyCalendar(beginning, asOf)), asOf, now: clock.at })
  const lives = planLives(stage, random.fork('lives'), tickets)
  const sweep = sweeper(ctx, db, log, clock)
  const broken: string[] = []
  let counted = await countAgain(db, FIRST_COUNT)
  await playLives(lives, asOf, {
    async before(at, begun) {
      if (begun >= counted * 2) counted = await countAgain(db, begun)
      await sweep(at)
      onProgress?.({ share: (at - beginning) / HISTORY, tickets: begun, at })
    },
    failed(name, error) {
      log.warn({ err: error, life: name }, 'a life of the demo ended early')
      broken.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    },
  })
  await sweep(asOf)
  await tellTheRecent(db, clock, asOf)
  await setTestClock(db, asOf)
  await writeSignIns(db, signIns)
  await finishDemoState(db, { state: 'loaded', seed, asOf: formatInstant(asOf), tickets, version: DEMO_VERSION })
  return { state: 'loaded', tickets: lives.length, signIns, broken }
}

/** Tables that grow from nothing this fast are planned for as if they were empty, unless the planner is told. */
async function countAgain(db: Db, tickets: number): Promise<number> {
  await sql`analyze`.execute(db)
  return tickets
}

async function letCustomerIn(db: Db, company: Founded, passwords: Readonly<Record<string, string>>): Promise<SignIn[]> {
  const account = company.accounts.find((one) => one.key === CUSTOMER_KEY)!
  const { id, name, email } = seatOf(account, 'it')
  await inviteIdentity(db, { personKind: 'contact', personId: id, email, name, password: passwords['customer']! })
  return signInsOf(passwords, email)
}

/** Moves the clock and lets happen all that is due by then, in order. */
function sweeper(ctx: Ctx, db: Db, log: Log, clock: MovedClock): (at: Instant) => Promise<void> {
  const sweep = openSweep({
    ctx,
    sweepObligations: openObligationSweep({ db, log, sightsOf: ticketSights, holdFreeTickets }),
    timerHandlers: Object.fromEntries(
      TIMER_KINDS.map((kind) => [kind, (timer: Timer, inside: Ctx) => fireTicketTimer(inside, timer as Timer & TicketTimer)]),
    ),
    // Nobody listens yet.
    wake: { touched: () => undefined },
  })
  return async (at) => {
    clock.moveTo(at)
    await sweep.toQuiet()
    if (sweep.failing() > 0) throw new Error(`a timer could not be fired at ${formatInstant(at)}`)
  }
}
