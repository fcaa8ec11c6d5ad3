import type { CatalogueEntry } from '#platform/refusals'
import { linkRefusals } from './link-refusals.ts'
import { CRITERION_WORDS, FACT_WORDS, STATION_WORDS } from './refusal-words.ts'
import { secondWordRefusals } from './second-word-refusals.ts'

/** Why a command on a ticket was refused. Each says what happened, what was kept, and what to do. */
export const ticketRefusals = {
  ...linkRefusals,
  ...secondWordRefusals,
  'unknown-contact': {
    status: 422,
    zh: '没有邮箱为 {email} 的联系人，工单没有创建。请先建立联系人，或直接选择客户。',
    en: 'There is no contact with the address {email}; no ticket was created. Create the contact first, or name the account.',
  },
  'ticket-closed': {
    status: 409,
    zh: '{number} 已关闭，这一步没有做。需要继续处理时请先重新打开。',
    en: '{number} is closed; nothing was done. Reopen it first if work goes on.',
  },
  'ticket-resolved': {
    status: 409,
    zh: '{number} 已解决、待客户确认，这一步没有做。需要继续处理时请先重新打开。',
    en: '{number} is resolved and awaits the customer; nothing was done. Reopen it first if work goes on.',
  },
  'already-waiting': {
    status: 409,
    zh: '{number} 已经在等待中，没有再次登记。请先结束当前等待。',
    en: '{number} is waiting already; no second wait was recorded. End the present one first.',
  },
  'not-waiting': { status: 409, zh: '{number} 没有在等待，什么都没有改变。', en: '{number} is not waiting; nothing was changed.' },
  'end-wait-first': {
    status: 409,
    zh: '{number} 正在等待，这一步没有做。请先结束等待。',
    en: '{number} is waiting; nothing was done. End the wait first.',
  },
  'wait-from-open-only': {
    status: 409,
    zh: '{number} 现在不是“处理中”，不能转为等待；什么都没有改变。请先回到处理中。',
    en: '{number} is not open, so it cannot begin to wait; nothing was changed. Bring it back to open first.',
  },
  'not-scheduled': { status: 409, zh: '{number} 没有排期，什么都没有改变。', en: '{number} is not scheduled; nothing was changed.' },
  'not-observing': { status: 409, zh: '{number} 不在观察中，什么都没有改变。', en: '{number} is not being observed; nothing was changed.' },
  'already-observing': {
    status: 409,
    zh: '{number} 正在观察中，这一步没有做。请先结束观察。',
    en: '{number} is being observed; nothing was done. End the observation first.',
  },
  'not-resolved': {
    status: 409,
    zh: '{number} 还没有解决，不能确认；什么都没有改变。',
    en: '{number} is not resolved yet, so it cannot be confirmed; nothing was changed.',
  },
  'nothing-to-reopen': {
    status: 409,
    zh: '{number} 还在处理中，不需要重新打开。',
    en: '{number} is still being worked on; there is nothing to reopen.',
  },
  'needs-lead': {
    status: 403,
    zh: '只有业务线主管、值班经理、管理层或管理员可以这样做；什么都没有改变。请联系业务线主管。',
    en: 'Only the line’s lead, the duty manager, an executive or an administrator may do this; nothing was changed. Ask the line’s lead.',
  },
  'needs-liaison': {
    status: 403,
    zh: '只有客户接口人可以代客户确认；什么都没有改变。请让接口人操作，或等客户确认。',
    en: 'Only the liaison may confirm on the customer’s word; nothing was changed. Ask the liaison, or wait for the customer.',
  },
  'not-yours-to-confirm': {
    status: 403,
    zh: '这张工单由报告人或贵公司指定的人确认；什么都没有改变。请请他们操作。',
    en: 'This ticket is confirmed by who reported it or whom your company named; nothing was changed. Ask them.',
  },
  'not-the-owner': {
    status: 409,
    zh: '您不是这张工单的负责人，没有认领。需要接手时请负责人转交，或请主管指派。',
    en: 'You do not own this ticket, so nothing was acknowledged. Ask the owner to hand it off, or a lead to assign it.',
  },
  'triage-because-needed': {
    status: 422,
    zh: '工单已定级为 {severity}，没有改动。再次定级请说明是“更正”（当初定错了）还是“恶化”（情况变重了）。',
    en: 'The ticket is already triaged as {severity}; nothing was changed. Say whether it was wrong (corrected) or has become worse (worsened).',
  },
  'worsened-cannot-lower': {
    status: 422,
    zh: '“恶化”不能把级别从 {from} 降到 {to}，没有改动。当初定错了请选“更正”。',
    en: 'Worsened cannot lower {from} to {to}; nothing was changed. If it was wrong before, choose corrected.',
  },
  'lower-severity-needs-reason': {
    status: 422,
    zh: '按影响和紧急程度应为 {proposed}，定为 {severity} 需要写明原因；没有改动。',
    en: 'Impact and urgency come to {proposed}; going below to {severity} needs a reason. Nothing was changed.',
  },
  'lower-claim-needs-reason': {
    status: 422,
    zh: '客户认为是 {claimed}，定为 {severity} 需要写明原因（会告诉客户）；没有改动。',
    en: 'The customer claims {claimed}; going below to {severity} needs a reason, which they will be told. Nothing was changed.',
  },
  'lowering-after-restoration': {
    status: 409,
    zh: '服务恢复后降低级别（现为 {severity}）需要另一职能的第二人签字；没有改动。请提交降低申请。',
    en: 'After restoration, lowering the severity (now {severity}) needs a second person of another function; nothing was changed. Ask for the lowering.',
  },
  'triage-first': {
    status: 422,
    zh: '这张工单还没有定级，没有标记解决。请先定级。',
    en: 'This ticket has not been triaged, so it was not resolved. Triage it first.',
  },
  'description-incomplete': {
    status: 422,
    zh: '问题描述还缺：{missing}；工单没有离开当前环节。请补全后再试。',
    en: 'The description still lacks: {missing}; the ticket stayed where it is. Complete it and try again.',
    words: FACT_WORDS,
  },
  'exit-criteria-missing': {
    status: 422,
    zh: '{station} 环节还没有记录：{missing}；工单没有离开。请先记录结论。',
    en: 'Station {station} has not recorded: {missing}; the ticket stayed. Record the finding first.',
    words: CRITERION_WORDS,
  },
  'not-reproduced-needs-lead': {
    status: 422,
    zh: '没有复现的问题不能直接退回一线；工单没有移动。请转给业务线的项目经理，并写明试过什么。',
    en: 'What does not reproduce never returns to the frontline alone; the ticket stayed. Hand it to the line’s project lead with what was tried.',
  },
  'verifier-is-fixer': {
    status: 422,
    zh: '修复必须由修复人之外的人验证；没有记录。请换一位同事验证。',
    en: 'A fix is verified by somebody other than who made it; nothing was recorded. Ask a colleague to verify.',
  },
  'fix-not-verified': {
    status: 422,
    zh: '修复还没有由他人验证，工单没有标记解决。请先完成验证。',
    en: 'The fix has not been verified by somebody else, so the ticket was not resolved. Have it verified first.',
  },
  'reason-needed': {
    status: 422,
    zh: '从 {from} 到 {to} 是退回或跳过环节，需要写明原因；工单没有移动。',
    en: 'From {from} to {to} goes back or skips a station and needs a reason; the ticket stayed.',
    words: STATION_WORDS,
  },
  'same-station': {
    status: 409,
    zh: '工单已经在 {station} 环节，没有移动。',
    en: 'The ticket is at station {station} already; nothing moved.',
    words: STATION_WORDS,
  },
  'move-needs-hand-off': {
    status: 422,
    zh: '负责人不属于 {to} 职能，不能直接移动；工单没有移动。请改用转交。',
    en: 'The owner is not of {to}, so the ticket cannot simply move there; it stayed. Hand it off instead.',
    words: STATION_WORDS,
  },
  'finding-empty': {
    status: 422,
    zh: '环节结论是空的，没有记录。请至少填写一项。',
    en: 'The finding is empty; nothing was recorded. Fill in at least one field.',
  },
  'hand-off-to-oneself': {
    status: 422,
    zh: '不能转交给自己；没有发出。请选择另一位同事。',
    en: 'A duty cannot be handed to oneself; nothing was offered. Choose a colleague.',
  },
  'already-holds-duty': {
    status: 409,
    zh: '{name} 已经承担这项职责，没有改变。',
    en: '{name} holds this duty already; nothing was changed.',
  },
  'receiver-off-duty': {
    status: 409,
    zh: '{name} 现在不当值，转交没有发出；职责仍在原处。请换一位，或写明原因强制转交。',
    en: '{name} is off duty now; nothing was offered and the duty stays. Choose somebody else, or force it with a reason.',
  },
  'receiver-disabled': {
    status: 409,
    zh: '{name} 的账号已停用，没有转交；职责仍在原处。请换一位同事。',
    en: '{name} is disabled; nothing was handed over and the duty stays. Choose a colleague.',
  },
  'nobody-on-duty': {
    status: 409,
    zh: '{function} 现在没有人当值，没有发出；职责仍在原处。请联系主管 {lead}。',
    en: 'Nobody of {function} is on duty now; nothing was sent and the duty stays. Ask the lead, {lead}.',
  },
  'offer-open': {
    status: 409,
    zh: '这项职责已有一个转交在等待答复，没有再次发出。请先撤回或等待答复。',
    en: 'An offer of this duty awaits its answer; no second one was made. Withdraw it or wait.',
  },
  'offer-not-open': {
    status: 409,
    zh: '这个转交已被答复、撤回或过期，什么都没有改变。请刷新查看现在的负责人。',
    en: 'This offer was answered, withdrawn or has expired; nothing was changed. Reload to see who holds the duty.',
  },
  'not-the-receiver': {
    status: 403,
    zh: '这个转交不是给您的，什么都没有改变。',
    en: 'This offer was not made to you; nothing was changed.',
  },
  'not-the-giver': {
    status: 403,
    zh: '只有发起人或当前责任人可以撤回，什么都没有改变。',
    en: 'Only who made the offer or holds the duty may withdraw it; nothing was changed.',
  },
  'owner-must-be-named': {
    status: 409,
    zh: '已第三次被退回，不能再转交；负责人不变，等待主管指定。',
    en: 'It bounced three times, so it cannot be offered again; the owner stays until the lead names one.',
  },
  'liaison-moves-no-station': {
    status: 422,
    zh: '转交客户接口人不会移动环节；没有发出。请去掉环节，或转交负责人。',
    en: 'Handing off the liaison moves no station; nothing was offered. Leave the station out, or hand off the owner.',
  },
  'wait-before-first-response': {
    status: 409,
    zh: '还没有给客户首次答复，不能转为等待客户；什么都没有改变。请先答复客户。',
    en: 'The customer has had no first response, so it cannot wait on them; nothing was changed. Answer them first.',
  },
  'wait-needs-question': {
    status: 422,
    zh: '最近 {minutes} 分钟内没有向客户提问，不能转为等待客户；什么都没有改变。请先把问题发给客户。',
    en: 'No question went to the customer in the last {minutes} minutes, so it cannot wait on them; nothing was changed. Ask them first.',
  },
  'wait-needs-contact': {
    status: 422,
    zh: '等待客户需要写明等哪位联系人；什么都没有改变。',
    en: 'A wait on the customer names the contact; nothing was changed.',
  },
  'wait-needs-date': {
    status: 422,
    zh: '等待第三方需要写明是谁、到什么时候；什么都没有改变。',
    en: 'A wait on a third party says who and until when; nothing was changed.',
  },
  'obligation-kept-by-work': {
    status: 422,
    zh: '“{kind}”要靠实际动作完成，不能直接标记完成；没有记录。请做相应的操作（如发消息、登记恢复、标记解决）。',
    en: 'This obligation ({kind}) is kept by the act itself and cannot be marked done; nothing was recorded. Do the act: write, restore, resolve.',
  },
  'obligation-not-open': {
    status: 409,
    zh: '这项时效承诺已经完成或取消，没有再次记录。',
    en: 'This obligation is done or cancelled already; nothing was recorded.',
  },
  'put-off-needs-words': {
    status: 422,
    zh: '这句话没有告诉客户为什么以后再议，没有发送也没有保存。请写清楚理由和打算。',
    en: 'These words do not tell the customer that it was put off and why; nothing was sent or saved. Say both.',
  },
  'unschedule-first': {
    status: 409,
    zh: '这张工单已经排期，没有发送也没有保存。要改为以后再议，请先取消排期。',
    en: 'This ticket is scheduled; nothing was sent or saved. Unschedule it first, then put it off.',
  },
  'date-past': {
    status: 422,
    zh: '这个时间已经过去，没有保存。请选择将来的时间。',
    en: 'That time has passed; nothing was saved. Choose one in the future.',
  },
  'date-in-future': {
    status: 422,
    zh: '这个时间还没有到，没有保存。请填写已发生的时间。',
    en: 'That time has not come yet; nothing was saved. Give when it happened.',
  },
  'promised-time-past': {
    status: 422,
    zh: '承诺的时间已经过去，没有发送也没有保存。请选择将来的时间。',
    en: 'The promised time has passed; nothing was sent or saved. Choose one in the future.',
  },
  'contact-ends-before-start': {
    status: 422,
    zh: '沟通的结束时间早于开始时间，没有保存。',
    en: 'The contact ends before it begins; nothing was saved.',
  },
  'contact-in-future': {
    status: 422,
    zh: '沟通时间还没有到，没有保存。请填写已发生的沟通。',
    en: 'The contact lies in the future; nothing was saved. Record what has happened.',
  },
  'already-restored': {
    status: 409,
    zh: '已经登记过服务恢复，没有再次登记。若并未恢复，请先撤销。',
    en: 'Service restoration is recorded already; nothing was changed. Withdraw it first if service is not back.',
  },
  'not-restored': { status: 409, zh: '没有登记过服务恢复，什么都没有改变。', en: 'No restoration is recorded; nothing was changed.' },
  'restored-before-report': {
    status: 422,
    zh: '恢复时间早于工单创建，没有保存。请检查时间。',
    en: 'The restoration lies before the ticket; nothing was saved. Check the time.',
  },
  'not-ours-needs-evidence': {
    status: 422,
    zh: '结论“非我方原因”需要证据，工单没有标记解决。请补充证据。',
    en: 'A cause that is not ours needs evidence; the ticket was not resolved. Add the evidence.',
  },
  'not-ours-needs-second': {
    status: 422,
    zh: 'P0/P1 判为“非我方原因”需要另一职能的结论佐证，工单没有标记解决。请另一位同事先记录结论。',
    en: '“Not ours” at S1/S2 needs a second function’s finding; the ticket was not resolved. Have a colleague record it first.',
  },
  'closed-too-long': {
    status: 409,
    zh: '工单关闭已超过 {days} 天，没有重新打开。请新建一张工单并关联它。',
    en: 'The ticket has been closed for over {days} days and was not reopened. Report a new one that refers to it.',
  },
  'report-before-restoration': {
    status: 409,
    zh: '服务还没有恢复或解决，报告没有发送。请先登记恢复。',
    en: 'Service is neither restored nor resolved, so no report was sent. Record the restoration first.',
  },
  'participant-of-other-account': {
    status: 422,
    zh: '不能加入其他公司的联系人，没有加入。',
    en: 'A contact of another company cannot take part; nobody was added.',
  },
  'line-archived': {
    status: 409,
    zh: '这条业务线已停用，没有重新打开。请先把工单移到在用的业务线。',
    en: 'This product line is archived, so the ticket was not reopened. Move it to an active line first.',
  },
} as const satisfies Record<string, CatalogueEntry>
