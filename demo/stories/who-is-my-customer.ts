import { report, takeUp } from '../lives/beginning.ts'
import { conclude } from '../lives/ending.ts'
import { consulted } from '../lives/relay.ts'
import { resolve, spoke, tellCustomer } from '../play/acts.ts'
import { pass } from '../play/pass.ts'
import { type Stage, seatOf } from '../play/stage.ts'
import type { Random } from '../random.ts'
import type { Life } from '../scheduler.ts'
import type { Trouble } from '../texts/trouble.ts'
import { accountOf, type Story, workday } from './staging.ts'

/** 9. 谁是我的客户: three requests that look alike and need three different answers; the question is who must look good with it. */
export const whoIsMyCustomer: Story = (stage, random) =>
  ASKS.map((ask, i) => ({
    name: `who is my customer ${i}`,
    at: workday(stage, ask.daysAgo, '10:40'),
    life: () => live(stage, random.fork(`ask-${i}`), ask),
  }))

type Ask = {
  readonly daysAgo: number
  readonly account: string
  readonly title: string
  readonly symptom: string
  readonly expected: string
  readonly found: string
  readonly answer: string
}
const ASKS: readonly Ask[] = [
  {
    ...{ daysAgo: 66, account: 'kunyue', title: '业务部门要求信息部两周内上线实时看板' },
    symptom: '业务总监在会上点名信息部，两周内要看到实时产量，信息部来问我们能不能做。',
    expected: '信息部希望得到：能对业务说明白的方案和日期，不丢面子。',
    found: '被业务逼着的信息部：真正要的是一个能当众说出口的日期。先做三个指标的准实时，两周可上。',
    answer: '建议两周内先上三个指标、五分钟延迟，由信息部对外发布；附一页给业务总监看的说明，署名贵司信息部。其余指标按月推进。',
  },
  {
    ...{ daysAgo: 50, account: 'jingcheng', title: '计划重构数据底座，用户感受不到变化怎么汇报' },
    symptom: '信息部要做底座重构，三个月业务看不到新东西，担心汇报不过。',
    expected: '希望得到：怎样让看不见的重构被看见。',
    found: '看不见的重构：需要可被看见的副产品和前后对比数字。',
    answer: '建议每两周交付一个业务能摸到的小改进，并用出数时间、对账差异、报障数三个数字做前后对比；汇报材料模板附后。',
  },
  {
    ...{ daysAgo: 22, account: 'wanmai', title: '想做一个智能问数的演示给董事长看' },
    symptom: '同事让我来问，能不能做个智能问数，下个月董事长要看。',
    expected: '提交人也不清楚要用在哪里，只说领导想看。',
    found: '由新人代提的时髦想法：真正的使用者还没有出现，直接做会成为摆设。',
    answer: '坦率的建议是现在不做演示：先用两周让两位区域经理提三十个真实问题，命中率过六成再给董事长看；附不做的理由，您可以原样转述。',
  },
]

async function* live(stage: Stage, random: Random, ask: Ask): Life {
  const account = accountOf(stage, ask.account)
  const trouble: Trouble = {
    ...{ kind: 'advisory', line: 'analytics', component: '看板', impact: 'department', urgency: 'none', causeClass: 'undetermined' },
    ...{
      title: ask.title,
      symptom: ask.symptom,
      tried: ask.expected,
      cause: ask.found,
      fix: '书面答复。',
      answer: ask.answer,
      prevention: '三个月后一起回看效果。',
    },
  }
  const play = await report({
    stage,
    random,
    account,
    reporter: seatOf(account, ask.account === 'wanmai' ? 'business_user' : 'it'),
    trouble,
    channel: 'portal',
  })
  yield* takeUp(play, trouble)
  await spoke(play, {
    channel: 'phone',
    minutes: 22,
    said: '先问清楚：谁要、给谁看、做成了谁有面子、做不成谁难堪。对方第一次说出真实的顾虑。',
  })
  await tellCustomer(play, '问题我们理解了，售前顾问五个工作日内给出书面答复，您可以直接引用。', { nextUpdateAt: play.after(2_000) })
  yield* consulted(
    play,
    'presales',
    { station: 'presales', note: ask.found },
    '谁要、给谁看、想得出什么结论都问清楚了。',
    '请给出可引用的书面答复，不行就直说不行。',
  )
  yield* pass(play, random.between(400, 1_100))
  await tellCustomer(play, ask.answer, { by: play.owner })
  await resolve(play, { text: ask.answer, causeClass: 'undetermined', prevention: '三个月后一起回看效果。' })
  yield* conclude(play, trouble)
}
