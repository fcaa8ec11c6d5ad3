import { addMs, DAY, type Instant } from '#kernel/instant'
import { observeTicket, scheduleTicket } from '#tickets'
import { complete } from '../lives/beginning.ts'
import { handOver } from '../lives/relay.ts'
import {
  acknowledge,
  askCustomer,
  customerSays,
  find,
  resolve,
  restore,
  saidTime,
  tellCustomer,
  triage,
  waitOnThirdParty,
} from '../play/acts.ts'
import { pass, until } from '../play/pass.ts'
import { personOf, type Stage } from '../play/stage.ts'
import { type Begun, dailyAgo, type Moment, reported, taken, todayAt, workingAgo } from './present-moments.ts'

const NEW: readonly (Begun & { readonly ago: number })[] = [
  { account: 'lanting', title: '能不能和会员折扣叠加', ago: 8, role: 'it' },
  { account: 'tonglian', title: '同一时段预约超过月台数量', ago: 17 },
  { account: 'northfield', title: 'Statement misses two delivery notes', ago: 26 },
  { account: 'zhiyi', title: '审批人休假怎么自动转给代理人', ago: 33 },
  // Nobody has taken it, and it shows.
  { account: 'yunshan', title: '请假审批通过了手机上没有通知', ago: 135 },
]
const RESOLVED: readonly (Begun & { readonly share: number; readonly begunAgo: number })[] = [
  { account: 'lanting', title: '上传的海报颜色变灰', share: 0.35, begunAgo: 900, role: 'it' },
  { account: 'mingdu', title: '弹性打卡怎么设置', share: 0.5, begunAgo: 520 },
  // Our own people saw it and told them before they noticed.
  { account: 'chuanhe', title: '订单金额四舍五入差一分钱', share: 0.62, begunAgo: 1_300, foundByUs: true },
  { account: 'meridian', title: 'Where can we download the API description', share: 0.74, begunAgo: 430 },
  { account: 'haoyi', title: '更换收银电脑需重新授权', share: 0.9, begunAgo: 380 },
]

/** What stands on the front line now, band by band: unaccepted, at risk and broken, moving, waiting, resolved today. */
export const onTheFrontLine: readonly Moment[] = [
  ...NEW.map(
    (one, i): Moment => ({
      name: `new ${i}`,
      at: workingAgo(one.ago),
      async *life(stage, random) {
        const { play } = await reported(stage, random, one)
        yield play.stage.asOf
      },
    }),
  ),
  ...RESOLVED.map(
    (one, i): Moment => ({
      name: `resolved today ${i}`,
      at: workingAgo(one.begunAgo),
      async *life(stage, random) {
        const { play, trouble } = await reported(stage, random, one)
        yield* taken(play, trouble)
        await complete(play)
        yield* until(play, todayAt(one.share)(stage))
        await resolve(play, {
          text: trouble.answer,
          causeClass: trouble.causeClass,
          prevention: trouble.prevention,
          evidence: trouble.tried,
        })
      },
    }),
  ),
  { name: 'cadence broken', at: dailyAgo(500), life: cadenceBroken },
  { name: 'promised word not kept', at: workingAgo(520), life: promiseBroken },
  { name: 'restore overdue', at: workingAgo(2_300), life: restoreOverdue },
  {
    name: 'waiting 1',
    at: workingAgo(700),
    life: (stage, random) => waitingOnCustomer(stage, random, { account: 'lanting', title: '退货后积分没有扣回', role: 'it' }, 300),
  },
  {
    name: 'waiting 2',
    at: workingAgo(900),
    life: (stage, random) => waitingOnCustomer(stage, random, { account: 'ruizhi', title: '工资条打不开显示空白' }, 420),
  },
  {
    name: 'waiting 3',
    at: workingAgo(1_200),
    life: (stage, random) => waitingOnCustomer(stage, random, { account: 'lumen', title: 'Leave balance page is still in Chinese' }, 260),
  },
  { name: 'third party', at: workingAgo(800), life: thirdParty },
  { name: 'scheduled', at: workingAgo(3_000), life: scheduled },
  { name: 'observing', at: workingAgo(1_400), life: observing },
  { name: 'complaint', at: workingAgo(38), life: complained },
  { name: 'wrote after the resolution', at: workingAgo(1_000), life: wroteAgain },
]

/** An S2 whose cadence was broken an hour ago: it climbs. */
async function* cadenceBroken(stage: Stage, random: Parameters<Moment['life']>[1]): ReturnType<Moment['life']> {
  const { play, trouble } = await reported(stage, random, { account: 'haoyi', title: '核销后会员那边还显示可用' })
  yield* taken(play, trouble, 110)
  await complete(play)
  yield* handOver(play, {
    function: 'qa',
    station: 'qa',
    done: '门店弱网下出现，券已核销但仍显示可用。',
    needed: '请复现。',
    to: personOf(stage, 'jiangmin'),
  })
  yield* until(play, dailyAgo(185)(stage))
  await tellCustomer(play, '测试已按门店网络复现，确认是状态推送失败后没有重试，研发正在处理。')
}

/** "By four o'clock": it is past four, and nobody has said anything. */
async function* promiseBroken(stage: Stage, random: Parameters<Moment['life']>[1]): ReturnType<Moment['life']> {
  const { play, trouble } = await reported(stage, random, { account: 'lanting', title: '签名审核要多久', role: 'it' })
  yield* taken(play, trouble)
  yield* until(play, workingAgo(280)(stage))
  const by = workingAgo(45)(stage)
  await tellCustomer(play, `已向供应商催办，${saidTime(play, by)}前告诉您审核结果，拿不到结果也会说明情况。`, { nextUpdateAt: by })
}

async function* restoreOverdue(stage: Stage, random: Parameters<Moment['life']>[1]): ReturnType<Moment['life']> {
  const { play, trouble } = await reported(stage, random, { account: 'chuanhe', title: '手持终端离线入库后数据重复' })
  yield* taken(play, trouble)
  await complete(play)
  yield* handOver(play, {
    function: 'qa',
    station: 'qa',
    done: '地下库无信号时出现，单据已附。',
    needed: '请复现。',
    to: personOf(stage, 'wuqiong'),
  })
  yield* pass(play, 120)
  await find(play, play.owner, { station: 'qa', reproduced: 'yes', evidence: trouble.tried })
  yield* handOver(play, {
    function: 'engineering',
    station: 'engineering',
    done: '断网五分钟再联网必现。',
    needed: '请修复并给出去重办法。',
    to: personOf(stage, 'yaojun'),
  })
  yield* until(play, stage.asOf)
}

async function* waitingOnCustomer(
  stage: Stage,
  random: Parameters<Moment['life']>[1],
  begun: Begun,
  since: number,
): ReturnType<Moment['life']> {
  const { play, trouble } = await reported(stage, random, begun)
  yield* taken(play, trouble)
  yield* until(play, workingAgo(since)(stage))
  await askCustomer(
    play,
    play.english
      ? 'Please send us a screenshot with the address bar, so that we can tell which page it is.'
      : '麻烦提供一位受影响员工的账号和出错时间，我们要和日志对上；不方便给账号的话给工号后四位也可以。',
  )
  yield* until(play, stage.asOf)
}

async function* thirdParty(stage: Stage, random: Parameters<Moment['life']>[1]): ReturnType<Moment['life']> {
  const { play, trouble } = await reported(stage, random, {
    account: 'lanting',
    title: '短信到达率突然下降',
    changes: { urgency: 'workaround' },
    role: 'it',
  })
  yield* taken(play, trouble)
  yield* until(play, workingAgo(500)(stage))
  await waitOnThirdParty(play, '短信供应商', '提供拥塞通道的回执明细与说明', addMs(stage.asOf, 2 * DAY))
  await tellCustomer(play, '已切到备用通道，到达率恢复。还在等短信供应商的回执明细，约定后天给，拿到后补发名单发您。')
  yield* until(play, stage.asOf)
}

async function* scheduled(stage: Stage, random: Parameters<Moment['life']>[1]): ReturnType<Moment['life']> {
  const { play, trouble } = await reported(stage, random, { account: 'wanmai', title: '冻结前三列' })
  yield* taken(play, trouble)
  await complete(play)
  yield* until(play, workingAgo(2_000)(stage))
  const date = stage.clocks.working.localDate(addMs(stage.asOf, 9 * DAY))
  await play.act(play.owner, (ctx, id) => scheduleTicket(ctx, id, { version: '5.5.0', date }))
  await tellCustomer(play, `已排入 5.5.0 版本，计划 ${date} 发布，发布前一个工作日再向您确认。`)
}

async function* observing(stage: Stage, random: Parameters<Moment['life']>[1]): ReturnType<Moment['life']> {
  const { play, trouble } = await reported(stage, random, { account: 'qingke', title: '小程序首页在{phone}上白屏' })
  yield* taken(play, trouble)
  await complete(play)
  yield* until(play, workingAgo(420)(stage))
  await restore(play, '已关闭轮播自动高度，首页可正常打开。')
  await play.act(play.owner, (ctx, id) => observeTicket(ctx, id, { until: addMs(stage.now(), 7 * DAY) as Instant }))
  await tellCustomer(play, '规避已上线，首页可以正常打开；观察七天，期间没有新增再请您确认。')
  yield* until(play, stage.asOf)
}

async function* complained(stage: Stage, random: Parameters<Moment['life']>[1]): ReturnType<Moment['life']> {
  const { play } = await reported(stage, random, { account: 'hongtai', title: '投诉：同一问题第二次出现' })
  yield workingAgo(26)(stage)
  await play.look()
  await acknowledge(play)
  await triage(play, { impact: 'department', urgency: 'workaround', suspectedSide: 'ours' })
}

async function* wroteAgain(stage: Stage, random: Parameters<Moment['life']>[1]): ReturnType<Moment['life']> {
  const { play, trouble } = await reported(stage, random, { account: 'tonglian', title: '供应商换了联系人怎么改' })
  yield* taken(play, trouble)
  yield* until(play, workingAgo(400)(stage))
  await resolve(play, { text: trouble.answer, causeClass: 'usage', prevention: trouble.prevention, evidence: trouble.tried })
  yield workingAgo(35)(stage)
  await customerSays(play, '按步骤换了，但新联系人还是收不到邀请邮件，请再看一下。')
}
