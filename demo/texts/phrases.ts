import type { Random } from '../random.ts'

type Words = { readonly zh: readonly string[]; readonly en: readonly string[] }

/** Everyday sentences of the front line; one of each is chosen per use. */
export const PHRASES = {
  foundFirst: {
    zh: [
      '您好，我们这边先发现了这个问题，您可能还没有注意到。已经在处理，{by}前告诉您进展，期间有任何影响请直接回复。',
      '您好，监控刚刚报警，贵公司可能会受影响，我们已经开始处理，{by}前同步影响范围和进展。',
    ],
    en: [
      'Hello, we noticed this on our side before you may have. We are on it already, and you will hear from me by {by}.',
      'Our monitoring has just raised this and you may be affected. We are working on it; next word by {by}.',
    ],
  },
  firstWords: {
    zh: [
      '您好，问题我已经接手，先核对现象和影响范围，{by}前给您第一次进展。',
      '您好，我是这张工单的接口人，正在看您描述的情况，{by}前同步结论或进展。',
      '已看到您的描述，我先在同样的账号权限下试一遍，{by}前告诉您结果。',
    ],
    en: [
      'Hello, I have taken this over and am checking the scope now. You will hear from me by {by}.',
      'I am your contact on this one and am reproducing it with the same permissions; next word by {by}.',
    ],
  },
  phoneSaid: {
    zh: [
      '电话里确认了现象和受影响的人员，已说明接下来谁来查、什么时候同步。',
      '与客户通话，现象与描述一致，请对方保留出错时的页面，约定下午再通一次话。',
      '客户来电说明情况，当场核对了账号和时间点，告知已登记并开始处理。',
    ],
    en: [
      'Spoke with the customer, confirmed what they see and who is affected, and explained who looks into it next.',
      'Went through the steps together on the phone; they will keep the failing page open for us.',
    ],
  },
  handToQa: {
    zh: ['现象、影响和发生时间已核对，日志片段已附。'],
    en: ['Checked what happens, since when and for whom; log excerpt attached.'],
  },
  needQa: {
    zh: ['请按同版本复现，确认触发条件。', '请确认是否必现，以及受影响的版本。'],
    en: ['Please reproduce on the same version and find the trigger.'],
  },
  handToEngineering: { zh: ['已稳定复现，步骤和数据见测试记录。'], en: ['Reproduced reliably; steps and data are in the finding.'] },
  needEngineering: {
    zh: ['请定位原因并给出修复或规避办法。', '请先给规避办法，再修根因。'],
    en: ['Please find the cause; a workaround first if possible.'],
  },
  handToOperations: { zh: ['修复已合并，自测通过。'], en: ['The fix is merged and self-tested.'] },
  needOperations: {
    zh: ['请排期发布到客户所在环境，并回填版本。'],
    en: ['Please release to the customer’s environment and note the version.'],
  },
  handToVerify: { zh: ['修复已就绪，改动点和影响面见修复记录。'], en: ['The fix is ready; what changed is in the finding.'] },
  needVerify: { zh: ['请按原步骤验证，并回归相邻功能。'], en: ['Please verify with the original steps and run the neighbours.'] },
  handToProduct: {
    zh: ['现象已确认，疑似设计口径问题。', '客户的场景和诉求已整理在描述里。'],
    en: ['The behaviour is confirmed; it may be as designed.'],
  },
  needProduct: { zh: ['请给出结论：缺陷、设计如此，还是需求。'], en: ['Please decide: defect, as designed, or request.'] },
  verified: {
    zh: ['按原步骤连续执行 20 次未再出现，相邻功能回归通过。', '原数据验证通过，边界数据另加了 6 组，均正常。'],
    en: ['Twenty runs with the original steps without failure; neighbours pass.'],
  },
  declined: {
    zh: [
      '看了日志不在这个模块，链路在另一侧，建议转给熟悉的同事。',
      '今天在支持另一个 P1，接了会耽误客户，请另安排。',
      '描述里缺少复现数据，补齐后我再接。',
    ],
    en: [
      'The logs point to another module; somebody who knows it should take it.',
      'I am on another P1 today and would only delay this one.',
    ],
  },
  customerAsks: {
    zh: [
      '请问现在进展怎么样？我们这边{dept}一直在催。',
      '能不能先给个规避办法？今天下班前要交数据。',
      '补充一下，刚才又出现了一次，时间大概在十分钟前。',
      '请确认一下会不会影响月底结账？',
    ],
    en: [
      'Any news? My colleagues keep asking.',
      'Could we get a workaround first? The figures are due today.',
      'It just happened again about ten minutes ago.',
    ],
  },
  answerAsk: {
    zh: [
      '刚和负责的同事核对过：原因已缩小到一处，规避办法是先按小范围分批操作，正式修复时间我在下次同步里给您。',
      '收到您的补充，时间点对我们很有用，已交给负责人；目前判断不影响结账，有变化马上告诉您。',
      '理解您的压力，先按我刚才电话里说的办法绕过，今天的数据可以出；根因我们继续查。',
    ],
    en: [
      'I have just checked with the engineer: it is narrowed down to one place. Please work in smaller batches for now; the date of the fix comes with the next update.',
      'Thank you, the time you gave helps a lot and is with the engineer now. Month end is not affected as far as we know.',
    ],
  },
  askCustomer: {
    zh: [
      '麻烦提供一下出错时的完整截图和操作账号，我们要和日志时间对上。',
      '请您确认一下：贵司是否在防火墙或代理里对我们的域名做过限制？',
      '请安排一位同事在方便的时间配合远程十分钟，我们想看一眼现场的配置。',
      '请确认这批数据是谁在什么时间导入的，我们好判断是否需要回退。',
    ],
    en: [
      'Please send a full screenshot with the time and the account, so that we can match it with our logs.',
      'Could you confirm whether your proxy or firewall limits our domain?',
      'We would like ten minutes of remote access with one of your colleagues to look at the configuration.',
    ],
  },
  customerAnswers: {
    zh: [
      '截图和账号发您了，见附件说明，出错时间是上午十点二十左右。',
      '已和网管确认，代理没有限制，但上周升级过浏览器。',
      '可以远程，联系我就行，今天下午都在。',
      '是我们同事昨晚补录的，数据可以不用退。',
    ],
    en: [
      'Screenshot sent; it was around 10:20 in the morning.',
      'Network says no limits, but the browser was upgraded last week.',
      'Remote is fine any time this afternoon, just call me.',
    ],
  },
  thanks: {
    zh: [
      '问题解决了，处理得很及时，谢谢。',
      '验证过了，可以关闭。',
      '好用了，辛苦。',
      '确认恢复，希望以后不要再出现。',
      '可以了，但从报出来到解决花的时间有点长。',
    ],
    en: [
      'Works again, thank you for the quick help.',
      'Confirmed, please close.',
      'Solved. It took a little long, but the updates were good.',
    ],
  },
  comesBack: {
    zh: ['今天同样的操作又报错了，和上次一样，请再看一下。', '换了一位同事的账号还是不行，问题没有完全解决。'],
    en: ['It is back today with the same steps, please look again.', 'It still fails with another colleague’s account.'],
  },
  reopenReason: { zh: ['客户反馈同样现象再次出现，重新打开继续处理。'], en: ['The customer sees the same again; back to work.'] },
  resolvedAgain: {
    zh: ['补上了上次漏改的一处入口，并请客户用两个账号复核，均正常。'],
    en: ['The entry missed the first time is fixed too; verified with two of the customer’s accounts.'],
  },
  flash: {
    zh: ['【故障快报】服务已恢复。现象：{title}。影响：{symptom} 恢复方式：{fix} 根因与整改报告将在约定时间内发出，期间我们持续观察。'],
    en: [
      '[Flash report] Service is restored. What happened: {title}. What we did: {fix} The root-cause report follows as agreed; we keep watching.',
    ],
  },
  report: {
    zh: ['一、经过：{symptom}\n二、根因：{cause}\n三、处置：{fix}\n四、整改措施：{prevention}\n五、承诺：整改措施完成后逐条向贵司回报。'],
    en: ['1. What happened: {symptom}\n2. Root cause: {cause}\n3. What we did: {fix}\n4. So that it does not return: {prevention}'],
  },
  checkBack: {
    zh: ['回访：系统运行正常，未再出现；客户对同步频率表示认可。', '回访客户，确认这几天使用正常，顺带了解到下月有一次业务高峰。'],
    en: ['Checked back: no recurrence, they are content with the updates.'],
  },
  silentCall: {
    zh: [
      '致电未接，已留言说明处理结果和自动关闭时间。',
      '致电对方在会议中，约定明天再联系。',
      '电话接通，对方表示已正常使用，稍后会点确认。',
    ],
    en: [
      'Called, no answer; left a message about the result and the closing date.',
      'Called, they were in a meeting; will try again tomorrow.',
    ],
  },
} as const satisfies Record<string, Words>

export function phrase(name: keyof typeof PHRASES, english: boolean, random: Random, slots: Readonly<Record<string, string>> = {}): string {
  const words: Words = PHRASES[name]
  return random.pick(english ? words.en : words.zh).replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? '业务部门')
}
