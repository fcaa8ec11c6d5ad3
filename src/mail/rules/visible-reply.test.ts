import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visibleReply } from './visible-reply.ts'

const WORDS = [
  '报表',
  '导出',
  '失败',
  '请看',
  '一下',
  '504',
  'error',
  'the',
  'export',
  'fails',
  'From',
  '发件人',
  '主题',
  'wrote',
  '写道',
  '在',
  '3.2.1',
  '>',
  'a@x.example',
  '10:00',
  '*',
  '1.',
]
/** Lines that a person types, words of markers among them, but no marker: those need their colon and what belongs to them. */
const LINE = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 }).map((words) => `我 ${words.join(' ')} 。`)
const OWN = fc
  .array(fc.oneof({ weight: 4, arbitrary: LINE }, fc.constant('')), { minLength: 1, maxLength: 12 })
  .filter((lines) => lines[0] !== '' && lines.at(-1) !== '')
const QUOTED = fc.array(LINE, { minLength: 1, maxLength: 8 })

const BLOCK_ZH = ['发件人: 支持 <support@vendor.example>', '发送时间: 2026年3月2日 9:00', '收件人: 李娜', '主题: 报表']
const BLOCK_EN = ['From: Support', 'Sent: Monday, March 2, 2026 9:00 AM', 'To: Li Na', 'Subject: Re: report']
/** Client, the lines it writes above a quotation, and whether it marks each line of it. */
const CLIENTS: readonly (readonly [string, readonly string[], 'marked' | 'bare'])[] = [
  ['Outlook zh', BLOCK_ZH, 'bare'],
  ['Outlook en', ['_'.repeat(32), ...BLOCK_EN], 'bare'],
  ['Outlook, old', ['-----Original Message-----', ...BLOCK_EN], 'bare'],
  ['QQ', ['------------------ 原始邮件 ------------------', ...BLOCK_ZH], 'bare'],
  ['Alibaba', ['-'.repeat(66), ...BLOCK_ZH.map((line) => line.replace('主题', '主　题').replace(': ', '：'))], 'bare'],
  ['Gmail zh', ['支持 <support@vendor.example> 于2026年3月2日周一 09:00写道：', ''], 'marked'],
  ['Gmail en', ['On Mon, Mar 2, 2026 at 9:00 AM Support <support@vendor.example> wrote:', ''], 'marked'],
  ['Gmail en, folded', ['On Mon, Mar 2, 2026 at 9:00 AM Support of the Vendor Company', '<support@vendor.example> wrote:', ''], 'marked'],
  ['Apple zh', ['在 2026年3月2日，09:00，支持 <support@vendor.example> 写道：', ''], 'marked'],
  ['NetEase', ['在 2026-03-02 09:00:00，"支持" <support@vendor.example> 写道：'], 'bare'],
  ['NetEase Master', ['---- 回复的原邮件 ----', ...BLOCK_ZH.map((line) => `| ${line.replace(': ', ' | ')} |`)], 'bare'],
  ['Thunderbird', ['On 3/2/26 9:00 AM, Support wrote:'], 'marked'],
]
const CLIENT = fc.constantFrom(...CLIENTS)

test('what a person wrote above the mark of any client is all there, and nothing of the quotation', () => {
  fc.assert(
    fc.property(OWN, CLIENT, QUOTED, (own, [, marker, kind], quoted) => {
      const below = quoted.map((line) => (kind === 'marked' ? `> ${line}` : line))
      expect(visibleReply([...own, '', ...marker, ...below].join('\n'), false)).toEqual({ text: own.join('\n'), cut: ['quote'] })
    }),
    { numRuns: 2_000 },
  )
})

test('a quotation inside of a quotation is no more than a quotation', () => {
  fc.assert(
    fc.property(OWN, CLIENT, QUOTED, CLIENT, QUOTED, (own, [, first, kind], quoted, [, second], older) => {
      const below = [...quoted, ...second, ...older].map((line) => (kind === 'marked' ? `> ${line}` : line))
      expect(visibleReply([...own, '', ...first, ...below].join('\n'), false).text).toBe(own.join('\n'))
    }),
  )
})

test('words between quoted lines are kept, with what they answer', () => {
  const turns = fc.array(fc.tuple(QUOTED, OWN), { minLength: 2, maxLength: 5 })
  fc.assert(
    fc.property(turns, QUOTED, (pairs, rest) => {
      const lines = pairs.flatMap(([quoted, own]) => [...quoted.map((line) => `> ${line}`), '', ...own, ''])
      const text = ['On 3/2/26 9:00 AM, Support wrote:', ...lines, ...rest.map((line) => `> ${line}`)].join('\n')
      const { text: visible } = visibleReply(text, false)
      for (const [, own] of pairs) expect(visible).toContain(own.join('\n'))
    }),
  )
})

test('an answer below the quotation stands alone', () => {
  fc.assert(
    fc.property(OWN, QUOTED, (own, quoted) => {
      const text = ['On 3/2/26 9:00 AM, Support wrote:', ...quoted.map((line) => `> ${line}`), '', ...own].join('\n')
      expect(visibleReply(text, false)).toEqual({ text: own.join('\n'), cut: ['quote'] })
    }),
  )
})

test('what is passed on is what the person wants to say', () => {
  fc.assert(
    fc.property(OWN, QUOTED, (own, quoted) => {
      const text = [...own, '', ...BLOCK_ZH, '', ...quoted].join('\n')
      expect(visibleReply(text, true)).toEqual({ text, cut: [] })
    }),
  )
})

test('whatever the text, what is visible is lines of it in their order, and something of it unless only a signature was there', () => {
  const any = fc.oneof(
    LINE,
    fc.string({ maxLength: 20 }),
    fc.constantFrom('-- ', '--', '发自我的iPhone', '> ', '', ...CLIENTS.flatMap(([, lines]) => lines)),
  )
  fc.assert(
    fc.property(fc.array(any, { maxLength: 30 }), (lines) => {
      const text = lines.join('\n')
      const { text: visible, cut } = visibleReply(text, false)
      if (cut.length === 0) expect(visible).toBe(text)
      const left = text.split('\n')
      for (const line of visible.split('\n').filter((one) => one.trim() !== '')) {
        const at = left.findIndex((one) => one.trimEnd() === line.trimEnd())
        expect(at).toBeGreaterThanOrEqual(0)
        left.splice(0, at + 1)
      }
      if (visible.trim() === '' && text.trim() !== '') expect(cut).toContain('signature')
    }),
    { numRuns: 3_000 },
  )
})

test.each([
  ['a sentence that tells what somebody said', '客户在 2026 年 3 月写道的那封信里说得很清楚。\n请看附件。'],
  ['headers pasted to show a problem', 'From: a@x.example\nTo: b@x.example\n为什么没有收到？'],
  ['a table of figures', '| 日期 | 数量 |\n| 3月2日 | 12 |'],
  ['a name below the words', '请处理。\n\n李娜\n宏泰'],
  ['a list under a line', '清单\n----------\n1. 报表\n2. 导出'],
])('%s stays', (_, text) => {
  expect(visibleReply(text, false)).toEqual({ text, cut: [] })
})
