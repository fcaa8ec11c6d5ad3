import { addMs, DAY, HOUR, MINUTE } from '#kernel/instant'
import { addTicketObligation } from '#tickets'
import { report, takeUp } from '../lives/beginning.ts'
import { conclude, settle } from '../lives/ending.ts'
import { outage } from '../lives/everyday.ts'
import { spoke, tellColleagues, tellCustomer } from '../play/acts.ts'
import { pass } from '../play/pass.ts'
import { personOf, type Stage, seatOf } from '../play/stage.ts'
import type { TicketPlay } from '../play/ticket-play.ts'
import type { Random } from '../random.ts'
import type { Life } from '../scheduler.ts'
import type { Trouble } from '../texts/trouble.ts'
import { accountOf, type Story, workday } from './staging.ts'

/** 8. 同一个客户面前的第 n 次: what the n-th failure asks for is known, done, and written down. Nothing is hidden from anybody. */
export const tenTimes: Story = (stage, random) =>
  TIMES.map((time, i) => ({
    name: `ten times: ${i + 1}`,
    at: workday(stage, time.daysAgo, time.at),
    life: () => live(stage, random.fork(`time-${i}`), time, i),
  }))

type Time = {
  readonly daysAgo: number
  readonly at: string
  readonly title: string
  readonly cause: string
  readonly fix: string
  readonly play: (play: TicketPlay) => Promise<unknown>
}

const boss = (play: TicketPlay) => seatOf(play.account, 'decision_maker')
const lead = (play: TicketPlay) => personOf(play.stage, 'duanyi')
const executive = (play: TicketPlay) => personOf(play.stage, 'hanmo')

const TIMES: readonly Time[] = [
  {
    daysAgo: 85,
    at: '10:20',
    title: '第一次：收银核销卡顿，门店排队',
    cause: '核销接口的一条查询没有走索引。',
    fix: '补上索引，核销恢复正常。',
    play: (play) => spoke(play, { channel: 'phone', minutes: 12, said: '第一时间接起，恢复后十分钟回拨报障人，把原因和影响讲清楚。' }),
  },
  {
    daysAgo: 79,
    at: '15:40',
    title: '第二次：周末券核销失败',
    cause: '活动配置缓存没有随规则更新。',
    fix: '刷新缓存并改为实时校验。',
    play: (play) =>
      spoke(play, {
        channel: 'phone',
        minutes: 10,
        by: lead(play),
        with: boss(play),
        said: '在对方问之前先告诉总经理：发生了什么、影响几家店、几点恢复；书面报告明天中午前给。',
      }),
  },
  {
    daysAgo: 71,
    at: '19:30',
    title: '第三次：晚高峰会员码刷不出来',
    cause: '会员码服务扩容不及时，队列积压。',
    fix: '扩容并清理积压。',
    play: (play) =>
      spoke(play, {
        channel: 'onsite',
        minutes: 90,
        by: lead(play),
        with: boss(play),
        said: '支持与售前两人到现场，陪门店到打烊；当面提出补偿建议，等对方商务确认。',
      }),
  },
  {
    daysAgo: 63,
    at: '11:10',
    title: '第四次：积分兑换重复扣减',
    cause: '重试没有幂等号，部分请求执行了两次。',
    fix: '加幂等号，重复扣减已全部退回。',
    play: (play) =>
      spoke(play, {
        channel: 'onsite',
        minutes: 60,
        by: lead(play),
        with: boss(play),
        said: '业务线负责人上门致歉，与对方约定以后先告诉谁、谁来告诉谁，登记的升级联系人一个不少。',
      }),
  },
  {
    daysAgo: 55,
    at: '14:05',
    title: '第五次：券模板发布后无法领取',
    cause: '发布脚本漏了一个地区的配置。',
    fix: '补发配置，领取恢复。',
    play: (play) =>
      spoke(play, {
        channel: 'onsite',
        minutes: 75,
        by: executive(play),
        with: boss(play),
        said: '副总裁登门说明五次问题各自的原因与整改完成度，对方总经理参加。',
      }),
  },
  {
    daysAgo: 47,
    at: '09:35',
    title: '第六次：对账文件少了两家店',
    cause: '新开门店没有纳入对账清单。',
    fix: '补出文件，清单改为自动生成。',
    play: (play) =>
      spoke(play, {
        channel: 'meeting',
        minutes: 120,
        by: executive(play),
        with: boss(play),
        said: '六个职能一起到场，完整报告逐条过：已完成、进行中、日期、责任岗位。',
      }),
  },
  {
    daysAgo: 38,
    at: '16:15',
    title: '第七次：短信验证码延迟两分钟',
    cause: '短信通道拥塞，切换阈值过高。',
    fix: '下调切换阈值并启用备用通道。',
    play: (play) =>
      spoke(play, {
        channel: 'meeting',
        minutes: 50,
        by: executive(play),
        with: boss(play),
        said: '签下军令状：只写具体模块与级别，写明每项修复的验证日期；附合同内的后果条款。',
      }),
  },
  {
    daysAgo: 28,
    at: '20:10',
    title: '第八次：会员日零点领取排队',
    cause: '零点集中领取，限流放行过慢。',
    fix: '分批放行并预热，零点后六分钟恢复。',
    play: (play) =>
      spoke(play, {
        channel: 'onsite',
        minutes: 300,
        by: lead(play),
        with: seatOf(play.account, 'it'),
        said: '联合值守：八人在客户办公室陪过会员日晚高峰到凌晨一点，双方共用一块大屏。',
      }),
  },
]

async function* live(stage: Stage, random: Random, time: Time, i: number): Life {
  const account = accountOf(stage, 'baishu')
  const trouble: Trouble = {
    ...{
      kind: 'outage',
      line: 'marketing',
      component: i % 2 === 0 ? '门店核销' : '会员积分',
      impact: 'department',
      urgency: i === 7 ? 'stopped' : 'degraded',
      causeClass: 'implementation',
    },
    title: time.title.replace(/^第.次：/, ''),
    symptom: `${time.title}，门店在催，${i > 1 ? '这已经不是第一次了。' : '请尽快恢复。'}`,
    tried: '值班已核对监控与日志，影响集中在柏舒的租户。',
    cause: time.cause,
    fix: time.fix,
    answer: `${time.fix}原因：${time.cause}我们会把整改逐条回报给您。`,
    prevention: `整改项 ${i + 2} 条，均有责任岗位与日期，完成后由另一个职能验收。`,
  }
  const play = await report({ stage, random, account, reporter: seatOf(account, 'coordinator'), trouble, channel: 'phone' })
  yield* takeUp(play, trouble)
  yield* outage(play, trouble)
  yield* pass(play, 20)
  await time.play(play)
  if (i >= 4)
    await tellColleagues(
      play,
      '对这位客户，这一次之后要做什么是写清楚的：谁去、什么时候去、带什么去。按清单办，办完在这里留证据。',
      executive(play),
    )
  if (i === 1) await promiseReport(play)
  yield* settle(play, trouble)
  yield* conclude(play, trouble)
  if (i === TIMES.length - 1) yield* celebrate(play)
}

/** A dated word by hand: the written report by noon tomorrow. */
async function promiseReport(play: TicketPlay): Promise<void> {
  const dueAt = addMs(play.stage.now(), 20 * HOUR)
  await play.act(lead(play), (ctx, id) =>
    addTicketObligation(ctx, id, { kind: 'call_back', text: '把书面报告交给对方总经理并电话说明', dueAt }),
  )
}

async function* celebrate(play: TicketPlay): Life {
  const quiet = addMs(play.stage.asOf, -3 * DAY)
  if (quiet <= play.stage.now()) return
  yield play.stage.clocks.working.after(quiet, 90 * MINUTE) ?? quiet
  await spoke(play, {
    channel: 'onsite',
    minutes: 60,
    by: executive(play),
    with: boss(play),
    said: '平稳运行三周，上门复盘：整改项完成情况、下一季度双方要一起做的三件事。',
  })
  await tellCustomer(play, '感谢这段时间的信任。整改清单的完成情况和下一季度的共同计划已整理成一页，请查收。', { by: executive(play) })
}
