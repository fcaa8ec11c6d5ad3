import { addMs, type Instant, MINUTE } from '#kernel/instant'
import { report } from '../lives/beginning.ts'
import { conclude } from '../lives/ending.ts'
import { acknowledge, customerSays, resolve, tellCustomer, triage } from '../play/acts.ts'
import { pass } from '../play/pass.ts'
import { type Stage, seatOf } from '../play/stage.ts'
import type { Random } from '../random.ts'
import type { Life } from '../scheduler.ts'
import type { Trouble } from '../texts/trouble.ts'
import { accountOf, anyDay, type Story, workday } from './staging.ts'

/** 5. 从救火到教人: a carmaker's 200 users ask the same things until one in the morning; then the champions answer first. */
export const fromFireFighterToTeacher: Story = (stage, random) =>
  Array.from({ length: 44 }, (_, i) => {
    const fork = random.fork(`question-${i}`)
    const daysAgo = 78 - Math.floor(i * 1.45)
    const at = startOf(stage, fork, daysAgo, i)
    return { name: `carmaker asks ${i}`, at, life: () => live(stage, fork, i) }
  })

/** The first weeks are the rush: half of it comes in the evening, some after midnight. */
function startOf(stage: Stage, random: Random, daysAgo: number, i: number): Instant {
  const late = i < 26 && i % 2 === 0
  if (!late) return workday(stage, daysAgo, `${random.between(9, 17)}:${random.between(10, 55)}`)
  return addMs(anyDay(stage, daysAgo, '20:30'), random.between(0, 280) * MINUTE)
}

const CHAMPIONS_FROM = 24
const QUESTIONS: readonly (readonly [title: string, answer: string])[] = [
  ['看板上的产量为什么和车间白板不一样', '看板取的是报工时间，车间白板取的是下线时间；在右上角切到“下线口径”就一致了。'],
  ['怎么把四大工艺放在同一张图里', '新建图时维度选“工艺”，指标选“直通率”，图形选分组柱状图，步骤见附图。'],
  ['筛选了车型之后其他图没有跟着变', '看板默认不联动，编辑里打开“跨图筛选”即可，保存后所有人生效。'],
  ['同一个零件号出现两行', '供应商代码不同会分两行，按“零件号”分组并去掉供应商维度就合成一行。'],
  ['为什么我看不到二工厂的数据', '数据权限按任职工厂控制，请您的主管在“任职”里补上二工厂，十分钟内生效。'],
  ['导出的表格能不能直接贴进周报模板', '用“粘贴为表格”并勾选保留列宽，周报模板已放到共享看板的“模板”里。'],
  ['能不能每天早上自动发到班长群', '新建订阅，渠道选群机器人，时间选七点四十，班前会正好看到。'],
  ['停线时间怎么按原因拆开', '把“停线原因”拖到颜色，明细里可下钻到工位。'],
  ['数字后面的箭头是和谁比', '默认和上周同日比，鼠标停在箭头上有说明，也可以改成和目标比。'],
  ['手机上图太小看不清', '手机上双指放大或点右上角全屏，也可以把常看的图收藏成单图卡片。'],
  ['怎么看某一台车走过的全部工位', '在“单车追溯”里输入车架号，时间轴会列出每个工位和停留时间。'],
  ['指标名字一样但数不一样', '同名指标属于两个业务包，点名字能看到口径；建议用带“集团”前缀的那个。'],
]

async function* live(stage: Stage, random: Random, i: number): Life {
  const account = accountOf(stage, 'kunyue')
  const [title, answer] = QUESTIONS[i % QUESTIONS.length]!
  const trouble = asked(title, answer, i)
  const play = await report({ stage, random, account, reporter: account.people[i % 3 === 0 ? 7 : 0]!, trouble, channel: 'portal' })
  const champion = seatOf(account, 'champion')
  const champions = i >= CHAMPIONS_FROM && play.reporter.seat.department === champion.seat.department
  if (champions) {
    yield* pass(play, random.between(3, 20))
    await customerSays(play, `我是业务部的种子用户，先答一下：${answer} 不清楚再请禾屿的同事补充。`, champion)
  }
  yield* pass(play, i < CHAMPIONS_FROM ? random.between(15, 150) : random.between(5, 40))
  await acknowledge(play)
  yield* pass(play, random.between(2, 20))
  await triage(play, { impact: 'person', urgency: 'none', suspectedSide: 'customer' })
  await tellCustomer(play, champions ? '种子用户的回答是对的，补充一点：修改后点一次“保存为我的视图”，下次打开就是这样。' : answer)
  yield* pass(play, random.between(30, 240))
  const prevention =
    i < CHAMPIONS_FROM
      ? '同样的问题一周内已被问到三次以上，记入答疑清单，准备案例课。'
      : '已收进问答，种子用户可直接引用；产品侧评估改提示文案。'
  await resolve(play, { text: answer, causeClass: 'usage', prevention, evidence: '操作记录与提问内容一致，非系统异常。' })
  yield* conclude(play, trouble)
}

function asked(title: string, answer: string, i: number): Trouble {
  const place = ['冲压', '焊装', '涂装', '总装', '质量', '物流', '设备'][i % 7]!
  return {
    ...{ kind: 'question', line: 'analytics', component: '看板', impact: 'person', urgency: 'none', causeClass: 'usage' },
    title: `【${place}】${title}`,
    symptom: `${place}这边在用新的经营分析，想问：${title}？培训时没有讲到。`,
    tried: '按提问人账号复核，功能可用。',
    cause: answer,
    fix: '无需修改。',
    answer,
    prevention: '记入答疑清单。',
  }
}
