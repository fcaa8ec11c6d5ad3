import { weighWords } from '#tickets/rules/qualifying-words'
import type { TicketPlay } from '../play/ticket-play.ts'

const ZH: Readonly<Record<string, readonly string[]>> = {
  frontline: [
    '问题还在我们一线核对，已补充两份日志给技术同事，下一次同步在约定时间前给您。',
    '我们对照您提供的截图又复测了一遍，现象一致，正在整理材料转给测试同事。',
    '正在核对您账号下的操作记录，暂时没有异常，核完给您准确答复。',
  ],
  qa: [
    '测试同事正在用与您相同的版本复现，目前已缩小到两种数据情况。',
    '测试环境已按您的配置搭好，正在逐项比对，今天会有明确结论。',
    '复现条件又确认了一项：只在数据量较大时出现，正在定位。',
  ],
  product: ['产品同事正在核对设计口径，同时研发没有停，结论出来第一时间告诉您。', '产品侧评审排在今天，我们会带着您的使用场景去讨论。'],
  engineering: [
    '研发已经定位到相关模块，正在改并准备自测，没有新的影响范围。',
    '修复代码已写完，正在评审；评审通过后交测试验证。',
    '原因基本明确，研发在确认是否还有其他功能受同样影响，避免漏改。',
    '研发在加一处保护，避免同样的数据再触发，预计不影响原定时间。',
  ],
  operations: [
    '运维正在灰度环境观察，指标平稳，暂不需要您做任何操作。',
    '发布窗口已经申请，发布时不会中断业务，完成后马上告诉您。',
    '运维同事正在核对各节点状态，目前恢复的节点工作正常。',
  ],
  project_lead: [
    '项目经理已接手，正在和您这边的接口人约远程时间，一起看现场配置。',
    '远程检查做了一半，已记录下几处与标准环境不同的配置，继续比对。',
  ],
  presales: ['售前顾问在整理方案和同行做法，形成文字后发给您。'],
  success: ['客户成功同事正在整理针对贵司的操作说明，整理好发您。'],
  any: [
    '进展同步：还在处理中，负责人没有变，今天没有新的影响范围，下次按约定时间同步。',
    '进展同步：上次说的验证已做完一半，结果符合预期，继续往下走。',
    '暂时没有新的结论，原因是验证环境的数据还在准备；准备好马上继续，不会拖到明天。',
  ],
}
const EN: Readonly<Record<string, readonly string[]>> = {
  frontline: [
    'We are still comparing your screenshots with the logs; nothing new is affected. Next word as agreed.',
    'We checked the activity log of your account and passed two log files to the engineers.',
  ],
  qa: [
    'Our tester has rebuilt your configuration and narrowed it down to two data conditions.',
    'We can see it on large data sets only; the tester is isolating the exact limit.',
  ],
  engineering: [
    'Engineering has found the module and is changing it; no wider impact so far.',
    'The fix is written and in review; after that it goes to testing.',
    'The cause is mostly clear. We are checking whether anything else is affected before we ship.',
  ],
  operations: [
    'Operations is watching the canary; the figures are steady and nothing is needed from you.',
    'The release window is booked; there will be no interruption.',
  ],
  any: [
    'Progress: still in work with the same owner, no change in impact. Next update as agreed.',
    'No new finding since the last message, because the test data is still being prepared; we go on as soon as it is there.',
    'Half of the checks announced last time are done, with the expected results.',
  ],
}

function release(english: boolean, { version, date }: { readonly version: string; readonly date: string }): readonly string[] {
  return english
    ? [
        `Version ${version} is still planned for ${date}. You hear from us when it is out.`,
        `The tests of ${version} are done; the release on ${date} stands.`,
      ]
    : [`${version} 的计划没有变化，${date} 发布，发布后马上告诉您。`, `${version} 的测试已经完成，${date} 按计划发布，到时再向您确认。`]
}

/** A true-sounding word on where it stands, by the station that has the ball; never the same twice running. */
export function updateWords(play: TicketPlay): string {
  const { scheduled } = play.ticket
  const bank = play.english ? EN : ZH
  const words = scheduled ? release(play.english, scheduled) : [...(bank[play.ticket.station] ?? []), ...(bank['any'] ?? [])]
  const last = play.ticket.ourWord?.digest ?? null
  return play.random.pick(words.filter((one) => weighWords(one, last).worth === 'qualifying'))
}
