import { addMs, DAY, HOUR } from '#kernel/instant'
import { report } from '../lives/beginning.ts'
import { handOver } from '../lives/relay.ts'
import { acknowledge, confirm, find, resolve, restore, sendReport, spoke, tellColleagues, tellCustomer, triage } from '../play/acts.ts'
import { pass, until } from '../play/pass.ts'
import { personOf, type Stage, seatOf } from '../play/stage.ts'
import type { TicketPlay } from '../play/ticket-play.ts'
import type { Random } from '../random.ts'
import type { Life } from '../scheduler.ts'
import type { Trouble } from '../texts/trouble.ts'
import { accountOf, type Story, workday } from './staging.ts'

/** 4. 奖码是不是泄漏了: S1 by the money flag, a technical lead takes it, three days of evidence, and a report given with care. */
export const isItLeaking: Story = (stage, random) => [
  { name: 'is it leaking', at: workday(stage, 47, '09:15'), life: () => live(stage, random) },
]

const TROUBLE: Trouble = {
  kind: 'defect',
  line: 'marketing',
  component: '扫码活动',
  title: '怀疑奖码泄漏：少数用户领走大部分大奖',
  symptom: '开瓶有奖上线九天，前二十名用户领走了六成大奖，很多码在出厂前就被领了。领导问是不是系统被攻破了。',
  impact: 'company',
  urgency: 'degraded',
  flags: ['money'],
  tried: '对照 4.2 万条领奖记录：时间、网络、设备与批次交叉，异常集中在三个批次的同一交接时段。',
  cause: '三个批次的码在客户印制交接环节被批量复制，由固定几台设备代领；系统侧签名、限流与日志均未见异常。',
  fix: '冻结三个批次大奖码，单设备单日领取上限调低，补发核验流程启用。',
  causeClass: 'customer',
  answer: '调查结论：领取集中的三个批次，码在印制交接环节已被复制；系统侧未发现入侵或泄漏。相关记录已按约定只交给贵司安全负责人。',
  prevention: '码包分段加密交付、激活后才可领取、交接双人签收，异常集中度每小时自动预警。',
}

async function* live(stage: Stage, random: Random): Life {
  const account = accountOf(stage, 'lanting')
  const play = await report({ stage, random, account, reporter: seatOf(account, 'coordinator'), trouble: TROUBLE, channel: 'phone' })
  yield* pass(play, 2)
  await acknowledge(play)
  await spoke(play, {
    channel: 'phone',
    minutes: 2,
    said: '客户信息主管来电：大奖领取高度集中，怀疑泄码，领导在等说法。已说明按最高级别处理，每二十分钟同步。',
  })
  yield* pass(play, 3)
  await triage(play, { impact: 'company', urgency: 'degraded', flags: ['money'], suspectedSide: 'unknown' })
  yield* handOver(play, {
    function: 'engineering',
    station: 'engineering',
    done: '资金相关，客户领导在等。',
    needed: '请段毅任指挥，先止损再查。',
    to: personOf(stage, 'duanyi'),
    reason: '资金风险，直接由业务线负责人指挥',
  })
  await tellColleagues(play, '我来指挥。江敏查扫码逻辑与签名，马冬和邓锋看领取数据，聂安取证；对客只由接口人说，不猜不下结论。', play.owner)
  yield* evidence(play)
  await find(play, play.owner, { station: 'engineering', note: TROUBLE.cause })
  await resolve(play, { text: TROUBLE.answer, causeClass: TROUBLE.causeClass, prevention: TROUBLE.prevention, evidence: TROUBLE.tried })
  yield* pass(play, 240)
  if (play.ticket.reportOwed)
    await sendReport(
      play,
      `一、经过：${TROUBLE.symptom}\n二、查证：${TROUBLE.tried}\n三、止损：${TROUBLE.fix}\n四、改进：${TROUBLE.prevention}\n（涉及的个人与设备记录仅交安全负责人。）`,
    )
  yield* pass(play, 90)
  if (play.ticket.status === 'resolved')
    await confirm(play, { resolution: 5, service: 5, comment: '三天给出结论，分寸把握得好。' }, seatOf(account, 'coordinator'))
  await play.look()
  const owed = play.owed('check_back')
  if (owed === null) return
  yield stage.clocks.working.before(owed.dueAt, 3 * HOUR)
  await play.look()
  await spoke(play, {
    channel: 'onsite',
    minutes: 50,
    by: personOf(stage, 'duanyi'),
    said: '上门回访：客户内部已处理，活动重启后集中度恢复正常，双方签收新的码包交接单。',
  })
}

/** Stopped first; then three days of looking, each by whoever knows, and only facts go to the customer. */
async function* evidence(play: TicketPlay): Life {
  const { stage, account } = play
  yield* pass(play, 25)
  await find(play, personOf(stage, 'jiangmin'), {
    station: 'qa',
    reproduced: 'no',
    tried: '重放、伪造签名、并发领取、改时间四类共 120 次，均被拒绝。',
    evidence: '扫码签名与一次性校验有效。',
  })
  yield* pass(play, 55)
  await restore(play, TROUBLE.fix)
  await tellCustomer(
    play,
    '止损已生效：三个可疑批次的大奖码已冻结，普通奖不受影响；单设备领取上限已调低。下一步核对领取数据，晚上八点前再同步一次。',
  )
  yield* until(play, addMs(stage.now(), 6 * HOUR))
  await find(play, personOf(stage, 'dengfeng'), { station: 'dba', evidence: TROUBLE.tried, note: '只读副本查询，未导出个人信息。' })
  yield* until(play, addMs(stage.now(), 20 * HOUR))
  await find(play, personOf(stage, 'niean'), {
    station: 'security',
    verdict: 'third_party',
    evidence: '七台设备集中在同一交接时段前后出现，系统侧日志完整、无越权访问。',
  })
  await spoke(play, {
    channel: 'meeting',
    minutes: 45,
    by: play.owner,
    with: seatOf(account, 'security'),
    said: '只向客户安全负责人说明：事实、账号与时间，不作定性；对方要求书面记录并自行调查。',
  })
  yield* until(play, addMs(stage.now(), DAY))
}
