import type { PartnerActor } from '#kernel/actor'
import { addMs, DAY, HOUR } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { addTicketParticipant, endTicketWait, postTicketMessage, scheduleTicket } from '#tickets'
import { complete, report, takeUp } from '../lives/beginning.ts'
import { conclude } from '../lives/ending.ts'
import { handOver } from '../lives/relay.ts'
import { dateOf, find, resolve, spoke, tellCustomer, waitOnThirdParty } from '../play/acts.ts'
import { pass, until } from '../play/pass.ts'
import { personOf, type Stage, seatOf } from '../play/stage.ts'
import type { TicketPlay } from '../play/ticket-play.ts'
import type { Random } from '../random.ts'
import type { Life } from '../scheduler.ts'
import type { Trouble } from '../texts/trouble.ts'
import { accountOf, type Story, workday } from './staging.ts'

/** 7. 三方都不满意: an outside developer, a scope without end; then a baseline, phases, a release every two weeks. */
export const threeParties: Story = (stage, random) =>
  PHASES.map(([days, title, promise], i) => ({
    name: `three parties ${i}`,
    at: workday(stage, days, '14:10'),
    life: () => live(stage, random.fork(`phase-${i}`), title, promise, i),
  }))

const PHASES: readonly (readonly [daysAgo: number, title: string, answer: string])[] = [
  [86, '到期日只完成了两成，三方互相说在等对方', '范围基线已由三方签字：七十三项定为三期，第一期只做收货、质检和退货。'],
  [72, '第一期：收货接口字段反复变', '字段表冻结为一版，之后的变更走变更单，写明对日期和工作量的影响。'],
  [58, '第一期：外部开发商的接口晚了四天', '接口已补齐，第一期按新日期发布；晚的四天写明是谁的时间。'],
  [44, '第二期：又新增十一项需求', '十一项里三项进第二期，八项进第三期，三方会议当天定，没有再拖。'],
  [30, '第二期：双周发布后打印慢', '打印服务分流后恢复，已加进发布前检查。'],
  [16, '第三期：验收清单与口径确认', '验收清单四十二条三方确认，逐条写明谁验、怎么算通过。'],
]

async function* live(stage: Stage, random: Random, title: string, answer: string, i: number): Life {
  const account = accountOf(stage, 'yihe')
  const trouble = matter(title, answer)
  const play = await report({ stage, random, account, reporter: seatOf(account, 'coordinator'), trouble, channel: 'im' })
  yield* takeUp(play, trouble)
  await complete(play)
  yield* handOver(play, {
    function: 'project_lead',
    station: 'project_lead',
    done: '三方的说法都记在描述里。',
    needed: '请牵头三方定下来。',
    to: personOf(stage, 'kongxi'),
    reason: '三方交付由业务线负责人牵头，不走产品评审',
  })
  yield* askPartner(play)
  if (i === 2) yield* waitForPartner(play)
  yield* pass(play, random.between(300, 900))
  await spoke(play, {
    channel: 'meeting',
    minutes: 40,
    by: play.owner,
    with: seatOf(account, 'decision_maker'),
    said: '三方会议四十分钟：只谈待定事项，每项当场定人定日期；决策人到场。',
  })
  await find(play, play.owner, { station: 'project_lead', verdict: 'request', note: answer })
  await tellCustomer(play, answer, { by: play.owner })
  yield* pass(play, random.between(60, 500))
  await resolve(play, { text: answer, causeClass: 'delivery', prevention: trouble.prevention })
  yield* conclude(play, trouble)
}

function matter(title: string, answer: string): Trouble {
  return {
    ...{ kind: 'request', line: 'supply', component: '接口集成', impact: 'department', urgency: 'degraded', causeClass: 'delivery' },
    title: `协同项目 ${title}`,
    symptom: `${title}。领导每周都在问，会开了很多，没有结论。`,
    tried: '核对了三方纪要与任务清单。',
    cause: '范围没有基线，接口责任没有分清。',
    fix: '三方确认后按期执行。',
    answer,
    prevention: '固定节奏：双周一次发布，每周两次向三方领导简报，每天三次短会。',
  }
}

/** The developer takes part, and answers in words that all three can read. */
async function* askPartner(play: TicketPlay): Life {
  const id = play.stage.company.partnerPersonId as PartnerActor['id']
  const partner: PartnerActor = { kind: 'partner', id, name: '耿直', locale: 'zh-CN', scopes: null }
  const words = (body: string) => (ctx: Ctx, ticketId: string) => postTicketMessage(ctx, ticketId, { audience: 'partner', body })
  await play.act(play.owner, (ctx, ticketId) =>
    addTicketParticipant(ctx, ticketId, { personKind: 'partner', personId: partner.id, seesCustomerWords: true }),
  )
  await play.act(play.owner, words('请砺石今天给出你们负责的接口清单和每项的最早可交日期，按实写，做不到的直接标出来。'))
  yield* pass(play, 130)
  await play.act({ actor: partner }, words('清单已更新：九项里六项本周可交，三项缺字段定义，需要客户确认。'))
}

async function* waitForPartner(play: TicketPlay): Life {
  const { stage, owner } = play
  await waitOnThirdParty(play, '砺石集成', '补齐剩余三个收货接口', addMs(stage.now(), 4 * DAY))
  await tellCustomer(play, '目前在等开发商补齐三个接口，约定四天后交付，到期我当天告诉您结果，不用您来问。')
  yield* until(play, addMs(stage.now(), 4 * DAY - 2 * HOUR))
  await play.act(owner, (ctx, id) => endTicketWait(ctx, id))
  const late = addMs(stage.now(), 9 * DAY)
  await play.act(owner, (ctx, id) => scheduleTicket(ctx, id, { version: '一期', date: dateOf(late) }))
  await tellCustomer(play, '三个接口今天交齐。前面晚的四天写进了纪要，第一期发布日期相应顺延到上面这个日期，不会再改第二次。')
  yield* until(play, addMs(late, -6 * HOUR))
}
