import { addMs, DAY, HOUR, type Instant, MINUTE } from '#kernel/instant'
import { checkTicketConfirmation, confirmTicket, reopenTicket } from '#tickets'
import { confirm, customerSays, resolve, saidTime, sendReport, spoke, tellCustomer } from '../play/acts.ts'
import { pass, until, untilAnswering } from '../play/pass.ts'
import type { TicketPlay } from '../play/ticket-play.ts'
import { phrase } from '../texts/phrases.ts'
import type { Trouble } from '../texts/trouble.ts'
import { complete, paced } from './beginning.ts'

type Steps = AsyncGenerator<Instant, void, void>

/** We say it is done, and say it to the customer. */
export async function* settle(play: TicketPlay, trouble: Trouble, evidence?: string): Steps {
  yield* pass(play, paced(play, play.random.between(5, 50)))
  await complete(play)
  const { answer: text, causeClass, prevention } = trouble
  await resolve(play, { text, causeClass, prevention, evidence: evidence ?? trouble.tried })
}

/** After the resolution: confirmed, silent, or back; the root-cause report where one is owed; looking back in when it is over. */
export async function* conclude(play: TicketPlay, trouble: Trouble): Steps {
  const { random } = play
  if (play.ticket.reportOwed) yield* owedReport(play, trouble)
  if (random.chance(0.06)) yield* again(play, trouble)
  const how = random.weighted({ tap: 68, call: 10, silence: 22 })
  if (how === 'silence') return yield* silence(play)
  yield* pass(play, random.between(25, 700))
  await play.look()
  if (play.ticket.status !== 'resolved') return
  if (how === 'call') {
    await spoke(play, {
      channel: 'phone',
      minutes: 4,
      said: `${play.english ? 'On the phone: ' : '电话确认：'}${phrase('thanks', play.english, random)}`,
    })
    await play.act(play.liaison, (ctx, id) => confirmTicket(ctx, id, {}))
  } else {
    const good = random.weighted({ 5: 62, 4: 26, 3: 8, 2: 3, 1: 1 })
    const rated = random.chance(0.55)
    await confirm(
      play,
      rated
        ? {
            resolution: Number(good),
            service: Math.min(5, Number(good) + random.between(0, 1)),
            comment: phrase('thanks', play.english, random),
          }
        : {},
    )
  }
  yield* checkBack(play)
  yield* checked(play)
}

/** Our liaison said that they confirmed: in a sample, whoever leads asks them again. */
async function* checked(play: TicketPlay): Steps {
  const owed = play.owed('check_confirmation')
  const checker = play.stage.company.staffById.get(owed?.holderId ?? '')
  if (owed === null || checker === undefined) return
  const target = play.stage.clocks.working.before(owed.dueAt, play.random.between(60, 1_400) * MINUTE)
  if (target > play.stage.now()) yield* until(play, target)
  await play.look()
  if (play.owed('check_confirmation') === null) return
  await play.act(checker, (ctx, id) =>
    checkTicketConfirmation(ctx, id, { outcome: 'as_said', said: phrase('thanks', play.english, play.random) }),
  )
}

async function* owedReport(play: TicketPlay, trouble: Trouble): Steps {
  const due = play.owed('root_cause_report')?.dueAt ?? null
  const target =
    due === null
      ? play.after(600)
      : play.random.chance(0.1)
        ? addMs(due, 5 * HOUR)
        : play.stage.clocks.working.before(due, play.random.between(60, 900) * MINUTE)
  if (target > play.stage.now()) yield* until(play, target)
  if (!play.ticket.reportOwed) return
  const { symptom, cause, fix, prevention } = trouble
  await sendReport(play, phrase('report', play.english, play.random, { symptom, cause, fix, prevention }))
}

/** It was not solved after all. */
async function* again(play: TicketPlay, trouble: Trouble): Steps {
  const { random, english } = play
  yield* pass(play, random.between(120, 1_500))
  if (play.ticket.status !== 'resolved') return
  await customerSays(play, phrase('comesBack', english, random))
  yield* untilAnswering(play)
  await play.act(play.owner, (ctx, id) => reopenTicket(ctx, id, phrase('reopenReason', english, random)))
  yield* pass(play, random.between(1, 3))
  const by = play.after(paced(play, 240))
  await tellCustomer(
    play,
    english
      ? `You are right, it is not gone. We are on it again; next word by ${saidTime(play, by)}.`
      : `确实没有完全解决，向您道歉。已重新打开继续处理，${saidTime(play, by)}前同步。`,
    { nextUpdateAt: by },
  )
  yield* pass(play, paced(play, random.between(120, 420)))
  await resolve(play, {
    text: phrase('resolvedAgain', english, random),
    causeClass: trouble.causeClass,
    prevention: trouble.prevention,
    evidence: trouble.tried,
  })
}

/** Nobody answers: for S1 and S2 somebody rings, three times on two days; then it closes by itself. */
async function* silence(play: TicketPlay): Steps {
  if (play.ticket.severity > 'S2') return
  for (const days of [1, 2, 3]) {
    yield play.stage.clocks.working.after(addMs(play.stage.now(), days === 1 ? DAY : 12 * HOUR), play.random.between(20, 200) * MINUTE) ??
      addMs(play.stage.now(), DAY)
    await play.look()
    if (play.ticket.status !== 'resolved') return
    await spoke(play, { channel: 'phone', minutes: 2, said: phrase('silentCall', play.english, play.random) })
  }
  yield addMs(play.stage.now(), 7 * DAY)
  await play.look()
  yield* checkBack(play)
}

/** 回访: what was grave is asked after once more. */
async function* checkBack(play: TicketPlay): Steps {
  const owed = play.owed('check_back')
  if (owed === null) return
  yield play.random.chance(0.08)
    ? addMs(owed.dueAt, 3 * HOUR)
    : play.stage.clocks.working.before(owed.dueAt, play.random.between(30, 700) * MINUTE)
  await play.look()
  if (play.owed('check_back') !== null)
    await spoke(play, { channel: 'phone', minutes: 6, said: phrase('checkBack', play.english, play.random) })
}
