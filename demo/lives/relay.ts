import type { Instant } from '#kernel/instant'
import { assignTicketDuty } from '#tickets'
import type { Person } from '../company/founded.ts'
import { accept, decline, find, offer, restore, spoke, tellCustomer } from '../play/acts.ts'
import { pass } from '../play/pass.ts'
import { atTheFront, oneOf, personOf } from '../play/stage.ts'
import type { TicketPlay } from '../play/ticket-play.ts'
import { phrase } from '../texts/phrases.ts'
import type { Trouble } from '../texts/trouble.ts'
import { complete, paced } from './beginning.ts'

type Steps = AsyncGenerator<Instant, void, void>
type Leg = {
  readonly function: string
  readonly station: string
  readonly done: string
  readonly needed: string
  readonly to?: Person
  readonly reason?: string
}

/** The ball goes to a function: offered, sometimes declined, accepted by somebody who then owns it. */
export async function* handOver(play: TicketPlay, leg: Leg): Steps {
  const { random, stage } = play
  const refused: string[] = []
  for (let tries = 0; ; tries++) {
    const to = leg.to ?? oneOf(stage, leg.function, play.line, play.account, random, [play.owner.id, ...refused])
    if (to.id === play.owner.id) return
    const { handOffId, taken } = await offer(play, {
      to,
      station: leg.station,
      done: leg.done,
      needed: leg.needed,
      ...(leg.reason === undefined ? {} : { reason: leg.reason }),
    })
    if (taken) return
    yield* pass(play, answeringTime(play))
    if (!play.ticket.offers.some((open) => open.id === handOffId)) {
      // It expired unanswered; somebody is rung up and takes it.
      refused.push(to.id)
      if (tries >= 1) return yield* named(play, leg)
      continue
    }
    if (tries === 0 && leg.to === undefined && random.chance(0.12)) {
      await decline(play, handOffId, to, phrase('declined', play.english, random))
      refused.push(to.id)
      yield* pass(play, paced(play, random.between(5, 20)))
      continue
    }
    await accept(play, handOffId, to)
    return
  }
}

/** After two unanswered offers the lead decides. */
async function* named(play: TicketPlay, leg: Leg): Steps {
  const lead = personOf(play.stage, play.stage.company.lines[play.line].leadKey)
  const to = oneOf(play.stage, leg.function, play.line, play.account, play.random, [play.owner.id, lead.id])
  yield* pass(play, paced(play, 10))
  await play.act(lead, (ctx, id) => assignTicketDuty(ctx, id, { duty: 'owner', toStaffId: to.id, reason: '两次无人接手，由我指定。' }))
}

/** Offers of S1 and S2 live minutes of wall time, whatever the hour. */
function answeringTime(play: TicketPlay): number {
  const { random, ticket } = play
  if (ticket.severity === 'S1') return random.between(1, 3)
  if (ticket.severity === 'S2') return random.between(2, 9)
  return random.chance(0.04) ? 75 : random.between(5, 45)
}

/** 一线 → 测试 → 研发 → (运维) → 测试验证: a defect that reproduces, is fixed, and verified by somebody else. */
export async function* fixRelay(play: TicketPlay, trouble: Trouble): Steps {
  const { random, english } = play
  await complete(play)
  yield* handOver(play, {
    function: 'qa',
    station: 'qa',
    done: phrase('handToQa', english, random),
    needed: phrase('needQa', english, random),
  })
  yield* pass(play, paced(play, random.between(40, 210)))
  const tester = play.owner
  await find(play, tester, { station: 'qa', reproduced: 'yes', evidence: trouble.tried })
  yield* handOver(play, {
    function: 'engineering',
    station: 'engineering',
    done: phrase('handToEngineering', english, random),
    needed: phrase('needEngineering', english, random),
  })
  yield* engineer(play, trouble, tester)
}

/** Restore first where it hurts, then the cause, the fix, its release and its verification. */
export async function* engineer(play: TicketPlay, trouble: Trouble, tester: Person): Steps {
  const { random, english } = play
  const grave = play.ticket.severity <= 'S2'
  yield* pass(play, paced(play, random.between(60, 240)))
  if (grave && play.ticket.restoredAt === null) {
    await restore(play, english ? 'Switched to the workaround; users can work again.' : '已启用规避办法并回滚相关配置，用户可以正常操作。')
    yield* pass(play, paced(play, random.between(10, 40)))
    await flash(play, trouble)
  }
  yield* pass(play, paced(play, random.between(90, grave ? 500 : 700)))
  await find(play, play.owner, {
    station: 'engineering',
    cause: trouble.cause,
    fixReference: `${random.pick(['MR', 'PR'])}-${random.between(1100, 1999)}`,
  })
  if (random.chance(0.45)) {
    yield* handOver(play, {
      function: 'operations',
      station: 'operations',
      done: phrase('handToOperations', english, random),
      needed: phrase('needOperations', english, random),
      reason: english ? 'The fix has to be released.' : '修复需要发布到客户环境',
    })
    yield* pass(play, paced(play, random.between(60, 300)))
    const version = `${play.account.version}-hotfix${random.between(1, 6)}`
    await find(play, play.owner, {
      station: 'operations',
      released: {
        where: play.account.deployment === 'private' ? `${play.account.name}生产环境` : '公有云生产环境',
        version,
        at: play.stage.now(),
      },
    })
  }
  yield* handOver(play, {
    function: 'qa',
    station: 'qa',
    done: phrase('handToVerify', english, random),
    needed: phrase('needVerify', english, random),
    to: tester,
  })
  yield* pass(play, paced(play, random.between(30, 160)))
  if (random.chance(0.07)) yield* failedOnce(play, tester)
  await find(play, tester, { station: 'qa', verified: true, note: phrase('verified', english, random) })
}

async function* failedOnce(play: TicketPlay, tester: Person): Steps {
  await find(play, tester, {
    station: 'qa',
    verified: false,
    note: play.english ? 'Fails with an empty filter.' : '筛选条件为空时仍然失败，退回研发补改。',
  })
  yield* handOver(play, {
    function: 'engineering',
    station: 'engineering',
    done: '验证未通过，失败步骤已记录。',
    needed: '请补改空条件分支。',
    reason: '验证未通过，退回研发',
  })
  yield* pass(play, paced(play, play.random.between(40, 180)))
  await find(play, play.owner, {
    station: 'engineering',
    cause: '上次只改了有筛选条件的分支，空条件走另一段代码。',
    fixReference: `MR-${play.random.between(2000, 2400)}`,
  })
  yield* handOver(play, { function: 'qa', station: 'qa', done: '空条件分支已补改。', needed: '请重新验证。', to: tester })
  yield* pass(play, paced(play, play.random.between(20, 90)))
}

/** A written flash report after restoration. */
export async function flash(play: TicketPlay, trouble: Trouble): Promise<void> {
  await tellCustomer(play, phrase('flash', play.english, play.random, { title: trouble.title, symptom: trouble.symptom, fix: trouble.fix }))
}

/** It does not reproduce: never back to the frontline alone, but to the project lead, who looks on the customer's side. */
export async function* notReproduced(play: TicketPlay, trouble: Trouble): Steps {
  const { random, english } = play
  await complete(play)
  yield* handOver(play, {
    function: 'qa',
    station: 'qa',
    done: phrase('handToQa', english, random),
    needed: phrase('needQa', english, random),
  })
  yield* pass(play, paced(play, random.between(60, 240)))
  const tester = play.owner
  await find(play, tester, {
    station: 'qa',
    reproduced: 'no',
    tried: trouble.tried,
    evidence: english ? 'Twelve tries on two versions, never seen.' : '两个版本、三种账号各试 4 次，均未出现。',
  })
  yield* handOver(play, {
    function: 'project_lead',
    station: 'project_lead',
    done: english ? 'Tried on two versions and three accounts; see the finding.' : '已在两个版本、三种账号上尝试，过程见测试记录。',
    needed: english ? 'Please look at the customer’s side.' : '请联系客户，看现场环境有什么不同。',
    to: personOf(play.stage, 'taoran'),
  })
  yield* pass(play, paced(play, random.between(30, 150)))
  await spoke(play, {
    channel: 'phone',
    minutes: 15,
    by: play.owner,
    said: english
      ? 'Called the customer and looked at their screen together: their set-up differs from the standard in one point.'
      : '与客户接口人通话并远程查看：他们的环境与标准配置有一处不同，已截图留存。',
  })
  yield* pass(play, paced(play, random.between(40, 200)))
  await find(play, play.owner, { station: 'project_lead', note: trouble.cause })
  await find(play, tester, {
    station: 'qa',
    verdict: trouble.verdict ?? 'environment',
    evidence: english
      ? 'With their setting it happens in our environment as well.'
      : '按客户的配置重新搭建后可以复现，确认与环境配置有关。',
  })
  yield* handOver(play, {
    function: 'frontline',
    station: 'frontline',
    done: trouble.fix,
    needed: english ? 'Please tell the customer and help them change it.' : '请告知客户并协助调整。',
    to: atTheFront(play.stage, play.line, play.stage.now()),
  })
}

/** It is use, or as designed: the tester says so, and the front line explains. */
export async function* explained(play: TicketPlay, trouble: Trouble): Steps {
  const { random, english } = play
  await complete(play)
  yield* handOver(play, {
    function: 'qa',
    station: 'qa',
    done: phrase('handToQa', english, random),
    needed: phrase('needQa', english, random),
  })
  yield* pass(play, paced(play, random.between(30, 150)))
  await find(play, play.owner, { station: 'qa', reproduced: 'yes', verdict: trouble.verdict ?? 'usage', evidence: trouble.tried })
  yield* handOver(play, {
    function: 'frontline',
    station: 'frontline',
    done: trouble.cause,
    needed: english ? 'Please explain it to the customer.' : '请向客户说明正确做法。',
    to: atTheFront(play.stage, play.line, play.stage.now()),
  })
}

/** A leg to a function that is no fault's relay: its note, then back to the front. */
export async function* consulted(
  play: TicketPlay,
  functionKey: string,
  finding: Parameters<typeof find>[2],
  done: string,
  needed: string,
): Steps {
  await complete(play)
  yield* handOver(play, { function: functionKey, station: functionKey, done, needed })
  yield* pass(play, paced(play, play.random.between(60, 400)))
  await find(play, play.owner, finding)
}
