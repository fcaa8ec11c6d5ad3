import { report, takeUp } from '../lives/beginning.ts'
import { conclude, settle } from '../lives/ending.ts'
import { fixRelay } from '../lives/relay.ts'
import { acknowledge, find, resolve, tellColleagues, tellCustomer, triage } from '../play/acts.ts'
import { pass } from '../play/pass.ts'
import { personOf, reporterOf, type Stage } from '../play/stage.ts'
import { openTicketPlay } from '../play/ticket-play.ts'
import type { Random } from '../random.ts'
import type { Life } from '../scheduler.ts'
import { told } from '../texts/trouble.ts'
import { TROUBLES } from '../texts/troubles.ts'
import { accountOf, type Story, workday } from './staging.ts'

/** 1. 全公司一条线: what colleagues notice comes in the same way, and executives read along and answer. */
export const oneChannel: Story = (stage, random) => [
  ...INSIDE.map((told, i) => ({
    name: `one channel, inside ${i}`,
    at: workday(stage, told[0], '09:20'),
    life: () => inside(stage, random.fork(`inside-${i}`), told),
  })),
  ...[62, 41, 20].map((days, i) => ({
    name: `one channel, read along ${i}`,
    at: workday(stage, days, '10:05'),
    life: () => readAlong(stage, random.fork(`along-${i}`), i),
  })),
]

const INSIDE: readonly (readonly [daysAgo: number, who: string, title: string, symptom: string])[] = [
  [84, 'yuanjin', '内部：反馈群停用，客户问题统一从这里进线', '三个反馈群从今天起只做通知，群里的问题由值班同事当场建单，描述按固定格式。'],
  [58, 'caoyang', '内部：导出节点磁盘使用率超过 85%', '巡检发现导出节点磁盘上涨很快，还没有影响客户，先登记。'],
  [30, 'renshu', '内部：新同事入职第一天的权限与跟单', '本周两位新同事到岗，请按清单当天开通，并安排跟三张单。'],
]

async function* inside(stage: Stage, random: Random, [, who, title, symptom]: (typeof INSIDE)[number]): Life {
  const account = stage.company.accounts[0]!
  const by = personOf(stage, who)
  const body = { kind: 'service' as const, origin: 'staff' as const, title, report: { symptom } }
  const play = await openTicketPlay({ stage, random, account, line: 'analytics', reporter: account.people[0]!, by, body })
  yield* pass(play, 12)
  await acknowledge(play)
  yield* pass(play, 10)
  await triage(play, { impact: 'person', urgency: 'none', suspectedSide: 'ours' })
  await tellColleagues(play, '收到，今天内办完，办完在这里回。')
  yield* pass(play, 170)
  await find(play, play.owner, { station: 'frontline', note: '已逐项办理并请提出人核对。' })
  await resolve(play, { text: '已办完，提出人核对无误。', causeClass: 'operations', prevention: '写进值班清单，每周检查一次。' })
}

async function* readAlong(stage: Stage, random: Random, i: number): Life {
  const account = accountOf(stage, ['haoyi', 'wanmai', 'jingcheng'][i]!)
  const trouble = told(
    TROUBLES.filter((one) => one.kind === 'defect' && account.lines.includes(one.line) && one.impact === 'department' && !one.verdict)[i]!,
    random,
  )
  const play = await report({ stage, random, account, reporter: reporterOf(account, random), trouble, channel: 'portal' })
  yield* takeUp(play, trouble)
  await tellColleagues(play, '我在看这张单。客户这周有业务高峰，请先给规避办法，再修根因；需要我协调的直接说。', personOf(stage, 'hanmo'))
  yield* fixRelay(play, trouble)
  await tellCustomer(play, '再补充一句：公司管理层也在跟进这件事，整改项会有专人验收。', { by: personOf(stage, 'hanmo') })
  yield* settle(play, trouble)
  yield* conclude(play, trouble)
}
