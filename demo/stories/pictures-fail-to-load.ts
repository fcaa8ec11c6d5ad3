import { addMs, DAY } from '#kernel/instant'
import { observeTicket } from '#tickets'
import { complete, report, takeUp } from '../lives/beginning.ts'
import { conclude } from '../lives/ending.ts'
import { handOver } from '../lives/relay.ts'
import { find, resolve, spoke, tellColleagues, tellCustomer } from '../play/acts.ts'
import { pass, until } from '../play/pass.ts'
import { personOf, type Stage, seatOf } from '../play/stage.ts'
import type { Random } from '../random.ts'
import type { Life } from '../scheduler.ts'
import type { Trouble } from '../texts/trouble.ts'
import { accountOf, type Story, workday } from './staging.ts'

/** 6. 图片偶尔加载不出来: no log, no scene, forty phones guessed and tested for a week, then watched. */
export const picturesFailToLoad: Story = (stage, random) => [
  { name: 'pictures fail: joint test', at: workday(stage, 57, '10:10'), life: () => live(stage, random.fork('one'), FIRST, 0) },
  { name: 'pictures fail: sometimes', at: workday(stage, 39, '11:05'), life: () => live(stage, random.fork('two'), SECOND, 7) },
]

const BASE = { kind: 'defect', line: 'marketing', component: '图片素材', urgency: 'degraded', causeClass: 'implementation' } as const
const FIRST: Trouble = {
  ...BASE,
  impact: 'person',
  title: '联合测试：新素材页在双方环境的图片表现核对',
  symptom: '上线前希望和贵司一起测一遍新素材页，双方结果放在一处。',
  tried: '双方各 6 台手机、两种网络，共 48 组；一组偶发慢，未能再现。',
  cause: '一组弱网下图片加载超过 8 秒，当时判断为网络问题。',
  fix: '素材页加弱网占位图。',
  answer: '联合测试 48 组结果已汇总在一张表里，一组弱网偶发慢，已加占位图；上线后持续关注。',
  prevention: '双方约定：上线两周内每天互报一次异常。',
}
const SECOND: Trouble = {
  ...BASE,
  impact: 'person',
  title: '图片有时加载不出来，说不清哪些手机',
  symptom: '陆续有会员投诉首页图片有时不出来，刷新又好了。没有截图，没有日志，只知道有几种牌子的手机。',
  tried: '从投诉里猜出 40 款机型，按机型 × 系统 × 网络排成矩阵，一周共 316 次，失败 21 次，集中在同一解码组件的 6 款机型。',
  cause: '这 6 款机型的系统解码组件不支持新图片格式的一种编码，失败后没有回退到普通格式。',
  fix: '服务端按机型返回普通格式，客户端加失败回退与上报。',
  answer: '原因已确认：6 款机型的系统组件不支持新图片格式的一种编码。已改为自动回退普通格式，并加了失败上报，观察一周无新增。',
  prevention: '新格式上线必须有回退；素材发布前在 40 款机型矩阵上抽测；图片失败率纳入监控。',
}

async function* live(stage: Stage, random: Random, trouble: Trouble, watchDays: number): Life {
  const account = accountOf(stage, 'qingke')
  const play = await report({ stage, random, account, reporter: account.people[1]!, trouble, channel: 'im' })
  yield* takeUp(play, trouble)
  await complete(play)
  const tester = personOf(stage, 'jiangmin')
  yield* handOver(play, {
    function: 'qa',
    station: 'qa',
    done: '现象只有用户口述，没有日志。',
    needed: '请按机型矩阵测试，先猜后排。',
    to: tester,
  })
  await tellColleagues(play, '没有日志、没有现场，只能排矩阵。请产品同事帮忙从投诉里数一遍机型。', tester)
  for (const day of [1, 2, 3]) {
    yield* until(play, stage.clocks.working.after(addMs(stage.now(), DAY), 60_000 * random.between(20, 200)) ?? addMs(stage.now(), DAY))
    await find(play, tester, {
      station: 'qa',
      reproduced: day < 3 ? 'unclear' : 'yes',
      tried: `第 ${day} 天：累计 ${day * 105} 次，失败 ${day * 7} 次。`,
      evidence: day < 3 ? '样本还不够，继续。' : trouble.tried,
    })
  }
  if (trouble === SECOND)
    await spoke(play, {
      channel: 'meeting',
      minutes: 30,
      by: tester,
      with: seatOf(account, 'it'),
      said: '与客户一起过了矩阵结果，双方同意以 6 款机型为目标修复。',
    })
  const engineer = personOf(stage, 'madong')
  yield* handOver(play, {
    function: 'engineering',
    station: 'engineering',
    done: '失败集中在 6 款机型，矩阵见测试记录。',
    needed: '请修复并加失败上报。',
    to: engineer,
  })
  yield* pass(play, 700)
  await find(play, engineer, { station: 'engineering', cause: trouble.cause, fixReference: 'MR-1466' })
  yield* handOver(play, { function: 'qa', station: 'qa', done: '回退与上报已加。', needed: '请在矩阵上复测。', to: tester })
  yield* pass(play, 400)
  await find(play, tester, { station: 'qa', verified: true, note: '6 款机型各 30 次，全部通过。' })
  if (watchDays > 0) {
    await play.act(play.owner, (ctx, id) => observeTicket(ctx, id, { until: addMs(stage.now(), watchDays * DAY) }))
    await tellCustomer(play, '修复已上线，接下来观察七天：失败率每天发您一次，七天没有新增再请您确认。')
    yield* until(play, addMs(stage.now(), watchDays * DAY + 3_600_000 * 3))
  }
  await resolve(play, { text: trouble.answer, causeClass: trouble.causeClass, prevention: trouble.prevention })
  yield* conclude(play, trouble)
}
