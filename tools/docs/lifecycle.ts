import type { Cell, Command } from '../../src/tickets/rules/command-table.ts'
import type { Status } from '../../src/tickets/rules/vocabulary.ts'
import { type Finding, lineOf } from './finding.ts'

export type CommandTable = Readonly<Record<string, Readonly<Record<string, Cell>>>>
type Words = { readonly zh: string; readonly en: string }

/** Who must act, in the order of the columns. A status that is missing here does not compile. */
const STATUSES: Readonly<Record<Status, Words>> = {
  open: { zh: '处理中：我们在处理', en: 'we act' },
  waiting_on_customer: { zh: '等待客户：对方要做一件说好的事', en: 'the customer acts, on an ask with a date' },
  waiting_on_third_party: { zh: '等待第三方', en: 'a third party acts, until a date' },
  scheduled: { zh: '已排期：版本和日期已告知客户', en: 'version and date are told to the customer' },
  observing: { zh: '观察中：已修复，盯到约定的时刻', en: 'fixed, and watched until an instant' },
  resolved: { zh: '待客户确认：我们认为解决了', en: 'we say it is done; the customer confirms' },
  closed: { zh: '已关闭', en: 'closed, with how it ended' },
}

/** What each command says, in the order of the rows. */
const COMMANDS: Readonly<Record<Command, Words>> = {
  acknowledge: { zh: '认领', en: 'mine' },
  triage: { zh: '定级', en: 'set the severity' },
  post_message: { zh: '发消息', en: 'write a message' },
  record_contact: { zh: '记录沟通', en: 'record a call, chat, meeting or visit' },
  hand_off: { zh: '转交', en: 'offer a duty' },
  assign: { zh: '指派', en: 'set a duty at once (leads)' },
  ask: { zh: '请求协助', en: 'ask somebody, keep the duty' },
  answer_ask: { zh: '答复协助', en: 'answer what was asked of me' },
  withdraw_ask: { zh: '撤回协助', en: 'take back what I asked' },
  record_finding: { zh: '记录环节结论', en: 'record what the station found' },
  move: { zh: '移动环节', en: 'move to another station' },
  wait: { zh: '开始等待', en: 'begin to wait' },
  end_wait: { zh: '结束等待', en: 'end the wait' },
  schedule: { zh: '排期', en: 'give version and date, or slip' },
  unschedule: { zh: '取消排期', en: 'take the date back' },
  observe: { zh: '开始观察', en: 'watch until an instant' },
  end_observation: { zh: '观察失败', en: 'it came back' },
  restore: { zh: '恢复', en: 'the customer can work again' },
  withdraw_restoration: { zh: '撤销恢复', en: 'it was not restored after all' },
  resolve: { zh: '解决', en: 'say it is done' },
  confirm: { zh: '确认', en: 'the customer says so too' },
  check_confirmation: { zh: '抽查客户确认', en: 'say what the customer answered about a confirmation on their behalf (leads)' },
  reopen: { zh: '重新打开', en: 'it was not done after all' },
  send_root_cause_report: { zh: '发根因与整改报告', en: 'send the root-cause report' },
  edit: { zh: '编辑', en: 'edit title, line, description' },
  add_obligation: { zh: '添加时效承诺', en: 'owe something by hand' },
  fulfil_obligation: { zh: '标记承诺已完成', en: 'mark an owed act as done' },
  add_participant: { zh: '添加参与人', en: 'add a participant' },
  object: { zh: '对降低的级别提出异议（客户）', en: 'object to the lowered severity (the customer)' },
  decide_objection: { zh: '决定异议（主管）', en: 'decide the objection (leads)' },
  lower: { zh: '恢复后申请降低', en: 'ask to lower something after restoration' },
  decide_lowering: { zh: '另一职能签字', en: 'sign it, of another function' },
  silence_nights: { zh: '夜间免打扰', en: 'quiet nights' },
  place: { zh: '指定客户（待认领的工单）', en: 'say whose it is (a ticket in unsorted)' },
  link: { zh: '关联另一张工单', en: 'link it with another ticket' },
  unlink: { zh: '取消关联', en: 'take a link away' },
}

/** docs/guides/ticket-lifecycle.md, written from the table that the code itself asks. */
export function lifecyclePage(table: CommandTable): string {
  const statuses = Object.keys(STATUSES) as Status[]
  return [
    '# A ticket’s life: status × command 工单的一生',
    '',
    'Written from `src/tickets/rules/command-table.ts` by `node tools/docs.ts --write`; do not edit. The code asks the same table, and the tests walk it.',
    '本页由代码中的同一张表生成，请勿手改。状态说的是“现在该谁动”，责任与环节另见[用户指南](user.md)。',
    '',
    '| status | 中文 | who acts |',
    '|---|---|---|',
    ...statuses.map((status) => `| \`${status}\` | ${STATUSES[status].zh} | ${STATUSES[status].en} |`),
    '',
    '## The picture 一图看懂',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> open: report',
    ...transitions(table).map(([from, to, commands]) => `  ${from} --> ${to}: ${commands.join(', ')}`),
    '```',
    '',
    '`wait` leads to `waiting_on_customer` or `waiting_on_third_party`, as it says whom it waits on. Words of the customer end a wait by themselves.',
    'A confirmed ticket that still owes its root-cause report stays `resolved` until the report is sent. 客户的任何话都会自动结束等待。',
    '',
    '## The table 全表',
    '',
    '`·` allowed, the status stays · `→ x` allowed, leads to x · a code: refused, with the sentence of [errors](../errors.md). A rule may refuse for further',
    'reasons (exit criteria, rights, an incomplete description), never allow what this table refuses. `·` 允许且状态不变；`→` 允许并转入该状态；代码为拒绝原因。',
    '',
    `| command | 中文 | ${statuses.map((status) => `\`${status}\``).join(' | ')} |`,
    `|---|---|${statuses.map(() => '---').join('|')}|`,
    ...Object.entries(table).map(([command, row]) => {
      const words = COMMANDS[command as Command]
      return `| \`${command}\`: ${words?.en} | ${words?.zh} | ${statuses.map((status) => cell(row[status])).join(' | ')} |`
    }),
    '',
  ].join('\n')
}

/** The page in the repository against the page the table would write. */
export function checkLifecyclePage(table: CommandTable, path: string, page: string): Finding[] {
  const expected = lifecyclePage(table)
  if (page === expected) return []
  const offset = [...expected].findIndex((character, i) => character !== page[i])
  return [
    { path, line: lineOf(expected, Math.max(offset, 0)), message: 'differs from the table of commands: run `node tools/docs.ts --write`' },
  ]
}

/** Every change of status with the commands that make it, in the order of the table. */
function transitions(table: CommandTable): [from: string, to: string, commands: string[]][] {
  const found = new Map<string, [string, string, string[]]>()
  for (const [command, row] of Object.entries(table))
    for (const [from, what] of Object.entries(row)) {
      if (typeof what !== 'object' || !('to' in what) || what.to === from) continue
      const targets = command === 'wait' ? [what.to, 'waiting_on_third_party'] : [what.to]
      for (const to of targets) {
        const key = `${from} ${to}`
        found.set(key, [from, to, [...(found.get(key)?.[2] ?? []), command]])
      }
    }
  return [...found.values()]
}

function cell(what: Cell | undefined): string {
  if (what === undefined) return '?'
  if (what === 'stay') return '·'
  return 'to' in what ? `→ \`${what.to}\`` : `\`${what.no}\``
}
