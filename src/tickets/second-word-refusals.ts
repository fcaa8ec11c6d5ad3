import type { CatalogueEntry } from '#platform/refusals'

/** Why an ask, an objection, a lowering after restoration or a duty on a complaint was refused. */
export const secondWordRefusals = {
  'ask-oneself': {
    status: 422,
    zh: '不能向自己请求协助，没有发出。请选择另一位同事或职能。',
    en: 'You cannot ask yourself; nothing was sent. Choose a colleague or a function.',
  },
  'asked-disabled': {
    status: 409,
    zh: '{name} 的账号已停用，协助请求没有发出。请换一位同事。',
    en: '{name} is disabled; the question was not sent. Choose a colleague.',
  },
  'ask-not-open': {
    status: 409,
    zh: '这个协助请求已经答复或已作废，没有再次保存；您写的内容还在。请刷新查看。',
    en: 'This question is answered or has ended; nothing was saved again, and what you wrote is still here. Reload to see it.',
  },
  'not-asked-of-you': {
    status: 403,
    zh: '这个问题不是问您的，没有保存。请让被问的同事或主管答复，或在内部消息里补充。',
    en: 'This was not asked of you; nothing was saved. The colleague asked or a lead answers, or add it as an internal message.',
  },
  'not-your-ask': {
    status: 403,
    zh: '这个问题不是您问的，没有撤回。请让提问的同事或主管撤回。',
    en: 'You did not ask this; nothing was withdrawn. The colleague who asked or a lead withdraws it.',
  },
  'no-confirmation-to-check': {
    status: 409,
    zh: '这张工单没有等待抽查的确认（可能已经查过，或已重新打开）；什么都没有改变。请刷新查看。',
    en: 'No confirmation awaits a check here (it was checked, or the ticket was reopened); nothing was changed. Reload to see it.',
  },
  'own-confirmation': {
    status: 409,
    zh: '这次确认是您代客户说的，或您就是客户接口人，不能自己抽查；什么都没有改变。请由值班经理或另一位主管核实。',
    en: 'You speak for this customer or said that they confirmed, so you cannot check it yourself; nothing was changed. The duty manager or another lead checks it.',
  },
  'objection-open': {
    status: 409,
    zh: '您的异议已经在处理，没有再次提交。主管会尽快决定并告诉您。',
    en: 'Your objection is being decided already; none was added. The lead decides soon and tells you.',
  },
  'nothing-to-object': {
    status: 409,
    zh: '现在没有可以提出异议的级别调整，什么都没有改变。有新情况请直接回复。',
    en: 'There is no lowered severity to object to now; nothing was changed. Reply if something is new.',
  },
  'not-yours-to-object': {
    status: 403,
    zh: '级别异议由报告人或贵公司指定的人提出；什么都没有改变。请请他们操作。',
    en: 'Who reported it, or whom your company named, objects to the severity; nothing was changed. Ask them.',
  },
  'no-objection': {
    status: 409,
    zh: '没有等待决定的异议，什么都没有改变。',
    en: 'No objection awaits a decision; nothing was changed.',
  },
  'lowering-before-restoration': {
    status: 409,
    zh: '服务还没有恢复过，不需要两人签字；没有保存。请直接重新定级或编辑。',
    en: 'Service has not been restored yet, so one person may do it; nothing was saved. Triage again or edit.',
  },
  'lowering-open': {
    status: 409,
    zh: '已有一个降低申请等待签字，没有再次保存。请先等它有结果。',
    en: 'A lowering awaits its second signature already; none was added. Wait for its outcome.',
  },
  'not-a-lowering': {
    status: 422,
    zh: '“{field}”没有比现在降低，没有保存。级别应更低、开始应更晚、恢复应更早、原因应由我方改为非我方；其他改动请走平常的操作。',
    en: '“{field}” lowers nothing; nothing was saved. A lower severity, a later start, an earlier restoration, a cause that was ours and is not: anything else goes its usual way.',
  },
  'lowering-ends-before-start': {
    status: 422,
    zh: '这样改，恢复的时刻会早于开始的时刻，没有保存任何改动，您填写的内容还在。请让开始不晚于恢复后再提交。',
    en: 'As asked, it would be restored before it began; nothing was saved, and what you wrote is still here. Let it begin no later than it was restored and send again.',
  },
  'no-lowering': {
    status: 409,
    zh: '没有等待签字的降低申请，什么都没有改变。',
    en: 'No lowering awaits a signature; nothing was changed.',
  },
  'lowering-needs-another-function': {
    status: 403,
    zh: '需要申请人之外、另一职能的同事签字；什么都没有改变。请让其他职能的同事操作。',
    en: 'A colleague of another function than who asked must sign; nothing was changed. Ask one.',
  },
  'refusal-needs-reason': {
    status: 422,
    zh: '不同意需要写明原因；没有保存。',
    en: 'Refusing needs a reason; nothing was saved.',
  },
  'later-start-after-restoration': {
    status: 409,
    zh: '服务恢复后，把发生时间改晚需要另一职能的第二人签字；没有改动。请提交降低申请。',
    en: 'After restoration a later start needs a second person of another function; nothing was changed. Ask for the lowering.',
  },
  'restored-earlier-than-first': {
    status: 409,
    zh: '恢复时间比最初登记的更早，会缩短故障时长；没有保存。请先登记恢复，再提交降低申请由另一职能签字。',
    en: 'That is earlier than the restoration first recorded and would shorten the outage; nothing was saved. Record it, then ask for the lowering.',
  },
  'complained-about': {
    status: 409,
    zh: '这张投诉涉及 {name}，不能由其负责；没有改变。请换一位同事。',
    en: 'The complaint is about {name}, who cannot hold it; nothing was changed. Choose a colleague.',
  },
  'complained-about-you': {
    status: 409,
    zh: '这张投诉涉及您，不能由您接手；职责仍在原处。',
    en: 'The complaint is about you, so you cannot take it; the duty stays.',
  },
  'about-you': {
    status: 403,
    zh: '这张投诉涉及您，涉及哪些同事不能由您修改；没有改变。如果有误，请告诉值班经理。',
    en: 'The complaint is about you, so whom it is about is not yours to change; nothing was changed. If it is wrong, tell the duty manager.',
  },
  'about-for-complaints': {
    status: 422,
    zh: '只有投诉可以写明涉及哪位同事；没有保存。',
    en: 'Only a complaint names whom it is about; nothing was saved.',
  },
  'confirm-needs-contact-record': {
    status: 422,
    zh: '代客户确认需要一条解决之后与客户的沟通记录；没有确认。请先记录沟通，或等客户确认。',
    en: 'Confirming for the customer needs a contact record since it was resolved; nothing was confirmed. Record the contact, or wait for the customer.',
  },
} as const satisfies Record<string, CatalogueEntry>
