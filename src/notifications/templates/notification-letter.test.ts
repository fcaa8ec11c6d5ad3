import { expect, test } from 'vitest'
import { parseInstant } from '#kernel/instant'
import { notificationLetter } from './notification-letter.ts'

type Letter = Parameters<typeof notificationLetter>[0]
const offered: Letter['notifications'][number] = {
  ...{ type: 'ticket.hand-off-offered', reason: 'receiver', data: {}, at: parseInstant('2026-11-24T01:05:00Z') },
  ...{ ticketId: 'a', number: 1024, title: '导出\n超时 <b>', severity: 'S2' },
}
const broken = { ...offered, type: 'obligation.broken', reason: 'holder', data: { kind: 'next_update' } }
const letter = (more: Partial<Letter>) => {
  const notifications = more.notifications ?? [offered]
  return notificationLetter({
    ...{ way: 'letter', locale: 'zh-CN', timeZone: 'Asia/Shanghai', name: '李想', total: notifications.length },
    ...{ publicUrl: 'https://muster.vendor.test', settingsUrl: 'https://muster.vendor.test/profile' },
    ...more,
    notifications,
  })
}

test('one thing told: its own words and the ticket in the subject, a link there and to the settings, in text and HTML', () => {
  const { subject, text, html } = letter({})
  expect(subject).toBe('有一项转交等您接手：导出 超时 <b> [T-1024]')
  for (const part of [
    '李想，您好：',
    '- 有一项转交等您接手（11月24日 09:05）',
    'https://muster.vendor.test/tickets/T-1024',
    'https://muster.vendor.test/profile',
  ])
    expect(text).toContain(part)
  expect(html).toContain('<a href="https://muster.vendor.test/tickets/T-1024">T-1024 导出 超时 &lt;b&gt;</a>')
  expect(html).not.toContain('<b>')
})

test('several tickets: how many in the subject, each ticket once, the broken one first', () => {
  const other = { ...broken, ticketId: 'b', number: 1031, title: '登录失败' }
  const { subject, text } = letter({ notifications: [offered, other] })
  expect(subject).toBe('2 条通知 [T-1031 T-1024]')
  expect(text.indexOf('T-1031 登录失败')).toBeLessThan(text.indexOf('T-1024 导出'))
  expect(text).toContain('- 已超时：同步进展（11月24日 09:05）')
})

test('the same words again are said once, with how often', () => {
  const later = { ...offered, at: parseInstant('2026-11-24T03:00:00Z') }
  expect(letter({ notifications: [later, offered, offered] }).text).toContain('- 有一项转交等您接手（3 次，最近 11月24日 11:00）')
})

test('several things of one ticket: its title, and how many', () => {
  expect(letter({ notifications: [offered, broken] }).subject).toBe('2 条通知：导出 超时 <b> [T-1024]')
})

test('a title its reader may not see is in neither subject nor text', () => {
  const { subject, text, html } = letter({ notifications: [{ ...broken, title: null }] })
  expect(subject).toBe('已超时：同步进展 [T-1024]')
  expect(`${text}${html}`).not.toContain('导出')
  expect(text).toContain('T-1024\n')
})

test('in English, and what is about no ticket leads to Muster itself', () => {
  const silent = { ...offered, type: 'mailbox.silent', reason: 'administrator', data: { address: 'box@vendor.test' } }
  const { subject, text } = letter({
    locale: 'en',
    notifications: [{ ...silent, ticketId: null, number: null, title: null, severity: null }],
  })
  expect(subject).toContain('box@vendor.test')
  expect(text).toContain('Hello 李想,')
  expect(text).toContain('Nov 24, 09:05')
  expect(text).toContain('Muster\n')
  expect(text.replaceAll('李想', '')).not.toMatch(/\p{Script=Han}/u)
})

test('a digest says so in its subject, and what is more than a mail lists is counted', () => {
  const { subject, text } = letter({ way: 'digest', notifications: [offered, broken], total: 150 })
  expect(subject).toBe('每日汇总：150 条通知')
  expect(text).toContain('您有 150 条还没看的通知')
  expect(text).toContain('还有 148 条')
  expect(letter({ way: 'digest', locale: 'en' }).subject).toBe('Daily digest: 1 notification on 1 ticket')
})
