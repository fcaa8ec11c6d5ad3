import { assignTicketDuty } from '#tickets'
import { complete } from '../lives/beginning.ts'
import { handOver } from '../lives/relay.ts'
import { decline, find, offer, tellColleagues } from '../play/acts.ts'
import { until } from '../play/pass.ts'
import { personOf, type Stage } from '../play/stage.ts'
import type { TicketPlay } from '../play/ticket-play.ts'
import type { Random } from '../random.ts'
import type { Life } from '../scheduler.ts'
import type { Trouble } from '../texts/trouble.ts'
import { type Begun, elapsedAgo, type Moment, reported, taken, workingAgo } from './present-moments.ts'

type Waiting = Begun & {
  readonly name: string
  readonly begunAgo: number
  readonly offeredAgo: number
  readonly lead: (play: TicketPlay, trouble: Trouble) => Life
  readonly last: (play: TicketPlay, trouble: Trouble) => Promise<unknown>
}

/** The gate of the front line, and no further. */
async function* atTheGate(play: TicketPlay): Life {
  await complete(play)
  yield* until(play, play.after(2))
}

/** At the tester, with what the tester found. */
async function* atQa(play: TicketPlay, trouble: Trouble, verdict?: 'usage'): Life {
  await complete(play)
  yield* handOver(play, {
    function: 'qa',
    station: 'qa',
    done: '现象和时间已核对，截图在描述里。',
    needed: '请复现。',
    to: personOf(play.stage, play.line === 'people' || play.line === 'supply' ? 'wuqiong' : 'jiangmin'),
  })
  yield* until(play, play.after(20))
  await find(play, play.owner, {
    station: 'qa',
    reproduced: verdict ? 'yes' : 'yes',
    evidence: trouble.tried,
    ...(verdict ? { verdict } : {}),
  })
}

const give = (key: string, station: string | undefined, done: string, needed: string, reason?: string) => async (play: TicketPlay) => {
  await complete(play)
  return offer(play, {
    to: personOf(play.stage, key),
    ...(station === undefined ? {} : { station }),
    done,
    needed,
    ...(reason === undefined ? {} : { reason }),
  })
}

const WAITING: readonly Waiting[] = [
  {
    name: 'tester 1',
    account: 'jingcheng',
    title: '切换区域后数字不刷新',
    begunAgo: 70,
    offeredAgo: 16,
    lead: atTheGate,
    last: give('sunlele', 'qa', '客户三个账号都一样，明细对、指标卡不对。', '请按同版本复现，确认是不是缓存。'),
  },
  {
    name: 'tester 2',
    account: 'kunyue',
    title: '导出 Excel 超过',
    begunAgo: 55,
    offeredAgo: 9,
    lead: atTheGate,
    last: give('sunlele', 'qa', '客户数据量 12 万行，已附失败时间点。', '请复现并给出行数边界。'),
  },
  {
    name: 'engineer 1',
    account: 'baishu',
    title: '合计与明细对不上',
    changes: { urgency: 'workaround' },
    begunAgo: 190,
    offeredAgo: 21,
    lead: (play, trouble) => atQa(play, trouble),
    last: give('zhaoheng', 'engineering', '含红字冲销的月份必现，样本已附。', '请定位合计口径，先给规避办法。'),
  },
  {
    name: 'engineer 2',
    account: 'harbour',
    title: 'Exporting the {reportEn} times out',
    begunAgo: 210,
    offeredAgo: 12,
    lead: (play, trouble) => atQa(play, trouble),
    last: give('zhaoheng', 'engineering', 'Eight of ten runs are cut at 60 seconds.', 'Please find the limit and give us a workaround.'),
  },
  {
    name: 'product',
    account: 'hongtai',
    title: '支持按财务周展示',
    begunAgo: 120,
    offeredAgo: 25,
    lead: atTheGate,
    last: give('linyue', 'product', '客户按财务周管理，已有六家提过。', '请给结论：接受、不接受或以后再看。'),
  },
  {
    name: 'support 1',
    account: 'jingcheng',
    title: '筛选后没有数据',
    begunAgo: 240,
    offeredAgo: 14,
    lead: (play, trouble) => atQa(play, trouble, 'usage'),
    last: give(
      'lixiaoman',
      'frontline',
      '是“仅看我创建的”被勾选，截图已标。',
      '请向客户说明位置，并问是否还有疑问。',
      '首问负责，客户认识晓曼',
    ),
  },
  {
    name: 'lead',
    account: 'kunyue',
    title: '每隔半小时白屏',
    begunAgo: 260,
    offeredAgo: 18,
    lead: (play) => unreproduced(play),
    last: give('liangchen', 'project_lead', '标准环境连投六小时没有出现，过程已记录。', '请决定：联系客户、远程，还是现场看。'),
  },
]

async function* unreproduced(play: TicketPlay): Life {
  await complete(play)
  yield* handOver(play, {
    function: 'qa',
    station: 'qa',
    done: '客户大屏照片和时间点已附。',
    needed: '请复现。',
    to: personOf(play.stage, 'jiangmin'),
  })
  yield* until(play, play.after(90))
  await find(play, play.owner, { station: 'qa', reproduced: 'no', tried: '标准环境、同版本连续投屏六小时。', evidence: '未出现白屏。' })
}

/** Offers that wait for the people who sign in, with time left to take them. */
export const offersWaiting: readonly Moment[] = [
  ...WAITING.map(
    (one): Moment => ({
      name: `offer for ${one.name}`,
      at: workingAgo(one.begunAgo),
      async *life(stage, random) {
        const { play, trouble } = await reported(stage, random, one)
        yield* taken(play, trouble)
        yield* one.lead(play, trouble)
        yield* until(play, workingAgo(one.offeredAgo)(stage))
        await one.last(play, trouble)
      },
    }),
  ),
  { name: 'liaison for support', at: workingAgo(330), life: liaisonOffer },
  { name: 'owner to be named', at: workingAgo(200), life: bouncedThrice },
  { name: 'offer of an S2', at: elapsedAgo(40), life: urgentOffer },
  { name: 'assigned to support', at: workingAgo(150), life: assigned },
]

async function* liaisonOffer(stage: Stage, random: Random): Life {
  const { play, trouble } = await reported(stage, random, { account: 'xinglan', title: '还能看到原大区', role: 'it' })
  yield* taken(play, trouble)
  yield* until(play, workingAgo(11)(stage))
  const to = personOf(stage, play.liaison.key === 'lixiaoman' ? 'zhoutong' : 'lixiaoman')
  await offer(play, {
    duty: 'liaison',
    to,
    done: '客户只在下午方便，前两次通话记录都写好了。',
    needed: '我下午出差，请接手对客沟通。',
    reason: '客户下午联系，请同组同事接手',
  })
}

async function* bouncedThrice(stage: Stage, random: Random): Life {
  const { play, trouble } = await reported(stage, random, {
    account: 'beichen',
    title: '同步显示成功但少了最后一天',
    changes: { urgency: 'workaround' },
  })
  yield* taken(play, trouble)
  for (const [key, reason] of [
    ['qianduo', '这是数据源同步，不在前端。'],
    ['songyan', '我只看跨线的架构问题，请找业务线研发。'],
    ['linyue', '口径没有问题，是数据没到。'],
  ] as const) {
    const to = personOf(stage, key)
    yield* until(play, play.after(14))
    const { handOffId, taken: at } = await offer(play, { to, done: '时区疑点已写在备注。', needed: '请接手定位少数据的原因。' })
    if (at) return
    yield* until(play, play.after(6))
    await decline(play, handOffId, to, reason)
  }
}

async function* urgentOffer(stage: Stage, random: Random): Life {
  const { play, trouble } = await reported(stage, random, { account: 'baishu', title: '扫码枪扫券没有反应', channel: 'phone' })
  yield* taken(play, trouble, 60)
  yield* until(play, elapsedAgo(4)(stage))
  await complete(play)
  await offer(play, {
    to: personOf(stage, 'sunlele'),
    station: 'qa',
    done: '三家门店同样现象，手工输码可用，已告知客户先手输。',
    needed: '请马上复现，收银排队中。',
  })
}

async function* assigned(stage: Stage, random: Random): Life {
  const { play, trouble } = await reported(stage, random, { account: 'hongtai', title: '怎样把{board}分享' })
  yield* taken(play, trouble)
  yield* until(play, workingAgo(6)(stage))
  const lead = personOf(stage, 'liangchen')
  if (play.owner.key === 'lixiaoman') return void (await tellColleagues(play, '晓曼，这位客户第一次用，答细一点，顺手发一下操作图。', lead))
  await play.act(lead, (ctx, id) =>
    assignTicketDuty(ctx, id, { duty: 'owner', toStaffId: personOf(stage, 'lixiaoman').id, reason: '同类问题由晓曼统一答复。' }),
  )
}
