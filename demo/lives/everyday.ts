import { addMs, DAY, type Instant, MINUTE } from '#kernel/instant'
import { scheduleTicket } from '#tickets'
import { askCustomer, customerSays, find, restore, spoke, tellCustomer } from '../play/acts.ts'
import { pass, until, untilAnswering } from '../play/pass.ts'
import { oneOf, personOf } from '../play/stage.ts'
import type { TicketPlay } from '../play/ticket-play.ts'
import type { Life } from '../scheduler.ts'
import { phrase } from '../texts/phrases.ts'
import type { Trouble } from '../texts/trouble.ts'
import { type Case, complete, paced, report, takeUp } from './beginning.ts'
import { conclude, settle } from './ending.ts'
import { consulted, engineer, explained, fixRelay, flash, handOver, notReproduced } from './relay.ts'

type Steps = AsyncGenerator<Instant, void, void>

/** One everyday ticket from its report to whatever becomes of it. */
export async function* everyday(one: Case): Life {
  const play = await report(one)
  const { trouble } = one
  yield* takeUp(play, trouble)
  if (one.random.chance(0.18)) yield* theyAsk(play)
  if (one.random.chance(0.12)) yield* weAsk(play)
  yield* WORK[trouble.kind](play, trouble)
  yield* settle(play, trouble)
  yield* conclude(play, trouble)
}

const WORK: Readonly<Record<Trouble['kind'], (play: TicketPlay, trouble: Trouble) => Steps>> = {
  defect: defect,
  outage: outage,
  question: question,
  request: request,
  service: service,
  advisory: advisory,
  complaint: complaint,
}

/** A plea in between: it wants an answer within the hour or the day. */
export async function* theyAsk(play: TicketPlay): Steps {
  const { random, english } = play
  yield* pass(play, paced(play, random.between(20, 120)))
  await customerSays(play, phrase('customerAsks', english, random))
  yield* untilAnswering(play)
  await tellCustomer(play, phrase('answerAsk', english, random))
}

/** We need something of them, and they take their time. */
export async function* weAsk(play: TicketPlay): Steps {
  const { random, english } = play
  yield* pass(play, paced(play, random.between(10, 60)))
  if (play.ticket.status !== 'open') return
  await askCustomer(play, phrase('askCustomer', english, random))
  yield* pass(play, random.between(60, 1_300))
  await customerSays(play, phrase('customerAnswers', english, random))
  yield* untilAnswering(play)
  await tellCustomer(
    play,
    english ? 'Thank you, that is what we needed. Going on.' : '信息收到，正是我们需要的，继续往下处理，结论出来马上同步。',
  )
}

async function* defect(play: TicketPlay, trouble: Trouble): Steps {
  if (trouble.verdict === 'environment' || trouble.verdict === 'third_party') return yield* notReproduced(play, trouble)
  if (trouble.verdict === 'usage' || trouble.verdict === 'as_designed') return yield* explained(play, trouble)
  if (play.ticket.severity === 'S4' && play.random.chance(0.6)) yield* planned(play)
  yield* fixRelay(play, trouble)
}

/** A slight defect first gets its version and date. */
async function* planned(play: TicketPlay): Steps {
  const { random, stage } = play
  await complete(play)
  yield* pass(play, random.between(200, 1_500))
  const date = stage.clocks.working.localDate(addMs(stage.now(), random.between(9, 24) * DAY))
  const version = `${random.between(5, 8)}.${random.between(1, 9)}.0`
  await play.act(play.owner, (ctx, id) => scheduleTicket(ctx, id, { version, date }))
  await tellCustomer(
    play,
    play.english
      ? `This will be fixed in version ${version}, planned for ${date}. We write the working day before.`
      : `已排入 ${version} 版本，计划 ${date} 发布，发布前一个工作日再向您确认。`,
  )
  yield* pass(play, random.between(1_200, 2_600))
}

/** Restore first, cause later. */
export async function* outage(play: TicketPlay, trouble: Trouble): Steps {
  const { random, english } = play
  yield* handOver(play, {
    function: 'operations',
    station: 'operations',
    done: phrase('handToQa', english, random),
    needed: english ? 'Please restore service first.' : '请先恢复服务，再查原因。',
  })
  yield* pass(play, paced(play, random.between(200, 600)))
  await restore(play, trouble.fix)
  await find(play, play.owner, { station: 'operations', note: trouble.tried })
  yield* pass(play, paced(play, random.between(60, 200)))
  await flash(play, trouble)
  const tester = oneOf(play.stage, 'qa', play.line, play.account, random)
  yield* handOver(play, {
    function: 'engineering',
    station: 'engineering',
    done: english ? 'Service is restored; logs attached.' : '服务已恢复，现场日志已留存。',
    needed: english ? 'Please find the cause.' : '请查根因并给出整改。',
  })
  yield* engineer(play, trouble, tester)
}

async function* question(play: TicketPlay, trouble: Trouble): Steps {
  const { random, english } = play
  await complete(play)
  if (random.chance(0.22)) {
    const done = english ? 'The question and what they tried are in the description.' : '问题和客户已试过的做法都在描述里。'
    const station = random.chance(0.6) ? 'product' : 'success'
    yield* consulted(
      play,
      station,
      { station, article: trouble.cause, note: trouble.cause },
      done,
      english ? 'Please give the right way.' : '请给出标准做法。',
    )
  }
  yield* pass(play, random.between(20, 260))
  await tellCustomer(play, trouble.answer)
}

async function* service(play: TicketPlay, trouble: Trouble): Steps {
  const { random, english } = play
  await complete(play)
  if (random.chance(0.6))
    yield* consulted(
      play,
      'operations',
      { station: 'operations', note: trouble.fix },
      english ? 'Approved by the customer’s administrator.' : '客户管理员已审批，申请内容见描述。',
      english ? 'Please carry it out.' : '请按申请执行。',
    )
  else yield* pass(play, random.between(30, 200))
}

async function* request(play: TicketPlay, trouble: Trouble): Steps {
  const { random, english, stage } = play
  await complete(play)
  yield* handOver(play, {
    function: 'product',
    station: 'product',
    done: phrase('handToProduct', english, random),
    needed: phrase('needProduct', english, random),
  })
  yield* pass(play, random.between(300, 1_500))
  if (!random.chance(0.5)) {
    const customerWords = english
      ? 'Decided: not planned for this year. The reason and a way round are in the answer.'
      : '评审结论：本年度暂不实现，原因和替代做法会写在答复里。'
    await find(play, play.owner, { station: 'product', outcome: 'declined', customerWords, note: trouble.cause })
    return void (await tellCustomer(play, customerWords))
  }
  await find(play, play.owner, { station: 'product', outcome: 'accepted', note: trouble.cause })
  const date = stage.clocks.working.localDate(addMs(stage.now(), random.between(14, 35) * DAY))
  await play.act(play.owner, (ctx, id) => scheduleTicket(ctx, id, { version: `${random.between(6, 9)}.${random.between(0, 4)}.0`, date }))
  await tellCustomer(play, english ? `Accepted and planned for ${date}.` : `评审通过，已排期，计划 ${date} 随版本发布。`)
  yield* until(play, addMs(stage.clocks.working.instantOf(date, 16 * 60), -random.between(0, 90) * MINUTE))
}

async function* advisory(play: TicketPlay, trouble: Trouble): Steps {
  const { english } = play
  await complete(play)
  const answerBy = play.after(2_000)
  await tellCustomer(
    play,
    english ? 'Our consultant will answer in writing within five working days.' : '售前顾问会在五个工作日内给出书面答复，日期以这条为准。',
    { nextUpdateAt: answerBy },
  )
  yield* consulted(
    play,
    'presales',
    { station: 'presales', note: trouble.cause },
    english ? 'Who asks and what for is in the description.' : '谁要、给谁看、想得出什么结论，都在描述里。',
    english ? 'Please answer in writing.' : '请给出可引用的书面答复。',
  )
  yield* pass(play, play.random.between(300, 1_000))
  await tellCustomer(play, trouble.answer, { by: play.owner })
}

/** The lead rings back within the hour. */
async function* complaint(play: TicketPlay, trouble: Trouble): Steps {
  const { random, english } = play
  const lead = personOf(play.stage, play.stage.company.lines[play.line].leadKey)
  yield* pass(play, paced(play, random.between(5, 20)))
  await spoke(play, {
    channel: 'phone',
    minutes: 18,
    by: lead,
    said: english
      ? 'Listened, apologised for what went wrong and agreed who answers by when.'
      : '先听客户把话说完，对做得不好的地方道歉，约定由谁在什么时候给书面答复。',
  })
  yield* handOver(play, {
    function: 'success',
    station: 'success',
    done: english ? 'The lead has called; the points are in the record.' : '负责人已回电，诉求要点见沟通记录。',
    needed: english ? 'Please prepare the written answer.' : '请准备书面答复和改进安排。',
  })
  yield* pass(play, random.between(120, 420))
  await find(play, play.owner, { station: 'success', note: trouble.cause })
  await tellCustomer(play, trouble.answer, { by: play.owner })
}
