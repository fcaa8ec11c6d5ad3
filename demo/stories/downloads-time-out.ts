import { assignTicketDuty } from '#tickets'
import { report, takeUp } from '../lives/beginning.ts'
import { conclude, settle } from '../lives/ending.ts'
import { everyday } from '../lives/everyday.ts'
import { engineer } from '../lives/relay.ts'
import { decline, find, offer, tellColleagues, tellCustomer } from '../play/acts.ts'
import { pass } from '../play/pass.ts'
import { oneOf, personOf, reporterOf, type Stage } from '../play/stage.ts'
import type { Random } from '../random.ts'
import type { Life } from '../scheduler.ts'
import type { Trouble } from '../texts/trouble.ts'
import { accountOf, type Story, workday } from './staging.ts'

/** 3. 到处下载超时: scattered over weeks, modules and customers; one of them is passed around until the lead names its owner; then they stop. */
export const downloadsTimeOut: Story = (stage, random) =>
  CASES.map(([days, key, line, component, title], i) => {
    const one = trouble(line, component, title, days)
    const fork = random.fork(`download-${i}`)
    const account = accountOf(stage, key)
    const life =
      i === PASSED_AROUND
        ? () => passedAround(stage, fork, one)
        : () =>
            everyday({
              stage,
              random: fork,
              account,
              reporter: reporterOf(account, fork),
              trouble: one,
              channel: 'portal',
              foundByUs: days < WE_LOOK,
            })
    return { name: `downloads time out ${i}`, at: workday(stage, days, `${9 + (i % 8)}:${10 + ((i * 7) % 45)}`), life }
  })

type Case = readonly [daysAgo: number, account: string, line: Trouble['line'], component: string, title: string]
const PASSED_AROUND = 8
/** By then we know what to look for, and find the rest before their customers do. */
const WE_LOOK = 40
const CASES: readonly Case[] = [
  [83, 'kunyue', 'analytics', '导出下载', '经营明细导出到一半下载失败'],
  [80, 'haoyi', 'marketing', '会员积分', '积分流水下载超时，只能下到一半'],
  [76, 'wanmai', 'supply', '对账开票', '对账单打包下载一直转圈'],
  [73, 'jingcheng', 'people', '考勤', '下载全员考勤明细时连接被重置'],
  [69, 'baishu', 'marketing', '优惠券', '券核销明细下载提示网关超时'],
  [66, 'tonglian', 'supply', '送货预约', '预约记录导出超过一万行就失败'],
  [62, 'kunyue', 'people', '薪资核算', '薪资汇总表下载要等很久然后失败'],
  [59, 'yihe', 'supply', '入库', '入库单批量下载只成功一部分'],
  [55, 'lanting', 'marketing', '扫码活动', '扫码明细下载超时，月底要给财务'],
  [52, 'hongtai', 'analytics', '报表', '大报表下载后文件打不开'],
  [48, 'ruizhi', 'people', '员工自助', '工资条批量下载超时'],
  [45, 'chuanhe', 'supply', '采购订单', '订单附件打包下载失败'],
  [41, 'baishu', 'analytics', '导出下载', '门店日销下载超时，分店都在反馈'],
  [37, 'xinglan', 'marketing', '短信触达', '短信回执明细下载超时'],
  [34, 'qingke', 'marketing', '图片素材', '素材打包下载到 99% 失败'],
  [30, 'beichen', 'supply', '接口集成', '接口日志下载超时'],
]

/** Every team had built its own download; the later ones already say where it goes from here. */
function trouble(line: Trouble['line'], component: string, title: string, days: number): Trouble {
  const late = days < 46
  return {
    ...{ kind: 'defect', line, component, title, impact: 'department', urgency: 'workaround', causeClass: 'design' },
    symptom: `${title}。数据少的时候可以，多了就不行，已经不是第一次。`,
    tried: '造大数据量后必现：文件在请求里同步生成，超过网关时限即断开。',
    cause: `${component}模块自己实现了一套下载：同步生成、没有断点、没有进度。与其他模块的下载超时是同一类原因。`,
    fix: late ? '改接统一下载中心：后台生成、断点续传、完成通知。' : '先调大时限并分片生成，同时登记为同类问题。',
    answer: late
      ? '下载已改接统一下载中心，后台生成、可断点续传，完成后通知您；以后各模块都走这一套。'
      : '已改为分片生成，您现在可以下载完整文件。各模块的下载正在统一改造，后续会一并换掉。',
    prevention: late ? '研发负责人牵头“统一下载中心”专项，各团队不再自建下载。' : '与其他模块的同类问题合并看原因，提交研发负责人。',
  }
}

/** 三次退回: analytics, marketing and the platform each say it is the others'. The lead must name the owner, and does. */
async function* passedAround(stage: Stage, random: Random, one: Trouble): Life {
  const account = accountOf(stage, 'lanting')
  const play = await report({ stage, random, account, reporter: account.people[7]!, trouble: one, channel: 'portal' })
  yield* takeUp(play, one)
  for (const [key, reason] of [
    ['zhaoheng', '我负责的是观数的导出，会悦的下载不在我们代码里。'],
    ['linyue', '这是技术问题，不是产品口径，请找研发。'],
    ['sunlele', '我这边排的是发布回归，而且这个模块没有测试环境，请另找同事。'],
  ] as const) {
    const to = personOf(stage, key)
    const { handOffId } = await offer(play, { to, done: '客户月底要给财务，现象和数据量都在描述里。', needed: '请接手定位下载超时。' })
    yield* pass(play, 18)
    await decline(play, handOffId, to, reason)
    yield* pass(play, 9)
  }
  const lead = personOf(stage, 'duanyi')
  yield* pass(play, 40)
  const named = personOf(stage, 'madong')
  await play.act(lead, (ctx, id) =>
    assignTicketDuty(ctx, id, {
      duty: 'owner',
      toStaffId: named.id,
      reason: '三次退回，到我这里为止：由马冬负责到底，需要别的团队配合由我去谈。',
    }),
  )
  yield* pass(play, 12)
  await tellColleagues(play, '我负责。不管最后是谁的代码，先让客户月底能下到文件。', named)
  await tellCustomer(play, '让您久等了：这张单由研发马冬负责到底，今天下班前先把您要的明细离线生成发给您，根因随后同步。')
  const tester = oneOf(stage, 'qa', play.line, account, random)
  await find(play, tester, { station: 'qa', reproduced: 'yes', evidence: one.tried })
  yield* engineer(play, one, tester)
  yield* settle(play, one)
  yield* conclude(play, one)
}
