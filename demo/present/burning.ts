import { report } from '../lives/beginning.ts'
import { handOver } from '../lives/relay.ts'
import { acknowledge, find, saidTime, spoke, tellColleagues, tellCustomer, triage } from '../play/acts.ts'
import { later, oneOf, personOf, type Stage, seatOf } from '../play/stage.ts'
import type { Random } from '../random.ts'
import type { Life } from '../scheduler.ts'
import { accountOf } from '../stories/staging.ts'
import { elapsedAgo, type Moment, troubleOf } from './present-moments.ts'

/** 10. 故障中领导来电: an outage is burning, an executive of the customer rings in the middle of it, and what was said to whom is written down. */
export const burning: Moment = { name: 'burning', at: elapsedAgo(53), life: live }

async function* live(stage: Stage, random: Random): Life {
  const { asOf } = stage
  const account = accountOf(stage, 'wanmai')
  const trouble = troubleOf('多个客户打开报表提示服务不可用', random)
  const play = await report({ stage, random, account, reporter: seatOf(account, 'it'), trouble, channel: 'phone' })
  yield later(asOf, -52)
  await acknowledge(play)
  await spoke(play, {
    channel: 'phone',
    minutes: 1,
    said: '客户信息主管来电：全公司报表打不开，九点半有经营会。已告知按致命级别处理，二十分钟同步一次。',
  })
  yield later(asOf, -50)
  await triage(play, { impact: 'many', urgency: 'stopped', suspectedSide: 'ours' })
  yield later(asOf, -47)
  yield* handOver(play, {
    function: 'operations',
    station: 'operations',
    done: '已确认多家客户同时受影响，监控告警已附。',
    needed: '请先恢复服务，再查原因。',
    to: oneOf(stage, 'operations', 'analytics', account, random),
  })
  await tellColleagues(play, '我在处理。三台查询节点两台不可用，连接池占满，先隔离再重启。其他同事请不要动发布。', play.owner)
  yield later(asOf, -33)
  await tellCustomer(
    play,
    `目前情况：查询节点连接池占满，两台已隔离，正在逐台重启；看板可以打开但数字不更新。下次同步 ${saidTime(play, later(asOf, -13))}。`,
  )
  yield later(asOf, -27)
  await tellColleagues(
    play,
    '【通话单】已知：查询节点连接池被占满。未知：是哪条查询、为何没有被限。下一步：重启第二台、限制自助查询。下次同步：十五分钟后。不能让他意外的人：客户总经理、我方销售。',
    personOf(stage, 'yuanjin'),
  )
  yield later(asOf, -22)
  await spoke(play, {
    channel: 'phone',
    minutes: 3,
    by: personOf(stage, 'hanmo'),
    with: seatOf(account, 'decision_maker'),
    said: '客户总经理来电，按通话单说明：知道什么、不知道什么、下一步、什么时候再说；没有承诺恢复时间。',
  })
  await find(play, play.owner, { station: 'operations', note: '占用连接的是一条全表自助查询，已终止；连接数回落到六成。' })
  yield later(asOf, -13)
  await tellCustomer(
    play,
    '进展：占用连接的查询已终止，第一台节点恢复，部分报表可以打开但较慢；第二台十分钟内启动。您那边如果能打开，请先不要批量导出。',
  )
}
