import { expect, test } from 'vitest'
import { answerSubject, subjectNumber, ticketTitle } from './ticket-title.ts'

test.each([
  ['导出超时', '', '导出超时'],
  ['Re: 回复：Fwd: 导出超时', '', '导出超时'],
  ['RE[2]: export fails [T-1024]', '', 'export fails'],
  ['', '\n  登录不了\n请帮忙', '登录不了'],
  ['', '', '（无主题）'],
])('%j with %j is called %j', (subject, text, title) => {
  expect(ticketTitle(subject, text)).toBe(title)
})

test('a long subject is cut to what a title holds', () => {
  expect(ticketTitle('长'.repeat(500), '')).toHaveLength(200)
})

test('only a number in brackets names a ticket', () => {
  expect(subjectNumber('Re: 导出超时 [T-1024]')).toBe(1024)
  expect(subjectNumber('T-1024 又来了')).toBeNull()
})

test.each([
  ['导出超时', 'Re: 导出超时'],
  ['转发: 回复：导出  超时', 'Re: 导出 超时'],
  ['RE: Re[2]: export fails', 'Re: export fails'],
  ['Re: ', null],
  ['', null],
  ['答复: 导出超时 [T-12]', null],
])('what our mails are called after a mail “%s”', (subject, called) => {
  expect(answerSubject(subject)).toBe(called)
})
