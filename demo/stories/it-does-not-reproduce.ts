import { editEnvironment } from '#customers'
import { complete, report, takeUp } from '../lives/beginning.ts'
import { conclude } from '../lives/ending.ts'
import { handOver } from '../lives/relay.ts'
import { find, offer, resolve, spoke, tellColleagues, tellCustomer } from '../play/acts.ts'
import { pass } from '../play/pass.ts'
import { personOf, type Stage, seatOf } from '../play/stage.ts'
import type { Random } from '../random.ts'
import type { Life } from '../scheduler.ts'
import type { Trouble } from '../texts/trouble.ts'
import { accountOf, type Story, workday } from './staging.ts'

/** 2. 复现不了: nobody says "not mine"; the project manager finds a setting on the customer's side, and the environment profile learns it. */
export const itDoesNotReproduce: Story = (stage, random) => [
  { name: 'it does not reproduce', at: workday(stage, 33, '09:40'), life: () => live(stage, random) },
]

const TROUBLE: Trouble = {
  kind: 'defect',
  line: 'analytics',
  component: '报表',
  title: '报表导出的日期全部早一天，只有我们公司这样',
  symptom: '生产达成率报表导出后，日期列全部早一天，页面上看是对的。换了三台电脑都一样。',
  impact: 'department',
  urgency: 'workaround',
  tried: '5.1.6 与 5.3.2 两个版本、三种浏览器、中英文系统各导出 5 次，日期均正确。',
  cause: '客户报表服务器的操作系统时区被设为协调世界时，导出按服务器时区换算日期。',
  fix: '报表服务时区显式设为东八区并重启，历史文件按清单重新导出。',
  causeClass: 'environment',
  answer: '原因已找到：贵司报表服务器的系统时区与业务时区不一致，导出时日期被换算成前一天。已和信息部一起改正并重新导出本月文件。',
  prevention: '私有部署检查单增加“系统时区”；导出不再依赖服务器时区。',
}

async function* live(stage: Stage, random: Random): Life {
  const account = accountOf(stage, 'beichen')
  const play = await report({ stage, random, account, reporter: account.people[3]!, trouble: TROUBLE, channel: 'phone' })
  yield* takeUp(play, TROUBLE)
  await complete(play)
  yield* handOver(play, {
    function: 'qa',
    station: 'qa',
    done: '客户三台电脑都一样，截图在描述里。',
    needed: '请复现，确认是不是版本问题。',
    to: personOf(stage, 'sunlele'),
  })
  yield* pass(play, 190)
  const tester = play.owner
  await find(play, tester, {
    station: 'qa',
    reproduced: 'no',
    tried: TROUBLE.tried,
    evidence: '我们的环境里怎么都不出现，但客户截图确实早一天，问题应当在环境差异上。',
  })
  await tellColleagues(play, '没有复现，但不能退回给客户。转给项目经理，已写清试过什么，请从客户环境看起。', tester)
  const { handOffId, taken } = await offer(play, {
    to: personOf(stage, 'taoran'),
    station: 'project_lead',
    done: TROUBLE.tried,
    needed: '请联系客户，连上他们的环境看配置差异。',
  })
  if (!taken) throw new Error(`the project manager takes ${handOffId} at once`)
  yield* pass(play, 35)
  await tellColleagues(play, '@一线 请给我这位客户信息主管的联系方式，我直接打过去。', play.owner)
  yield* pass(play, 25)
  await spoke(play, {
    channel: 'phone',
    minutes: 14,
    by: play.owner,
    with: seatOf(account, 'it'),
    said: '与信息主管通话，约好下午三点远程；对方提到上月换过一台报表服务器。',
  })
  yield* pass(play, 200)
  await spoke(play, {
    channel: 'meeting',
    minutes: 40,
    by: play.owner,
    with: seatOf(account, 'it'),
    said: '远程四十分钟：逐项对照标准部署单，发现新服务器系统时区是协调世界时，其余一致。',
  })
  await find(play, play.owner, { station: 'project_lead', note: TROUBLE.cause })
  await find(play, tester, { station: 'qa', verdict: 'environment', evidence: '把测试机时区改成协调世界时后必现，与客户一致。' })
  await learn(stage, account.environmentIds.analytics!)
  await tellCustomer(play, '原因找到了：新换的报表服务器系统时区不对，和贵司信息部一起改好了，麻烦您再导出一次看看。')
  yield* pass(play, 60)
  await resolve(play, {
    text: TROUBLE.answer,
    causeClass: TROUBLE.causeClass,
    prevention: TROUBLE.prevention,
    evidence: '测试机改时区后必现；客户服务器时区截图。',
  })
  yield* conclude(play, TROUBLE)
}

async function learn(stage: Stage, id: string): Promise<void> {
  const details = {
    special: '内网 IE 内核浏览器，报表服务器内存 16 GB；报表服务器系统时区曾为协调世界时，已改东八区',
    timeZone: 'Asia/Shanghai',
  }
  await editEnvironment(stage.ctx(personOf(stage, 'taoran').actor), { id, version: null, patch: { details } })
}
