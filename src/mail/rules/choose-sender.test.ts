import { expect, test } from 'vitest'
import { chooseSender, companyDomain } from './choose-sender.ts'

const OURS = {
  isStaff: (address: string) => address.endsWith('@heyu.example'),
  isMailbox: (address: string) => address === 'support@mail.example',
}
const wang = { name: '王芳', address: 'wangfang@lanting.example' }
const li = { name: '李晓曼', address: 'lixiaoman@heyu.example' }
const forwarded = { from: wang, subject: '导出超时', sentAt: null, messageId: null }

test.each([
  ['a customer writes', { from: wang, forwarded: null }, { author: wang, passedOnBy: null }],
  ['a colleague forwards: the customer stays the author', { from: li, forwarded }, { author: wang, passedOnBy: li }],
  ['a colleague writes', { from: li, forwarded: null }, { author: li, passedOnBy: null }],
  ['a colleague forwards a colleague', { from: li, forwarded: { ...forwarded, from: li } }, { author: li, passedOnBy: null }],
  [
    'a colleague passes on what we had sent ourselves: it is theirs',
    { from: li, forwarded: { ...forwarded, from: { name: '和玉支持', address: 'support@mail.example' } } },
    { author: li, passedOnBy: null },
  ],
  [
    'a customer forwards somebody: they speak for themselves',
    { from: wang, forwarded: { ...forwarded, from: { name: '', address: 'x@y.example' } } },
    { author: wang, passedOnBy: null },
  ],
] as const)('%s', (_, mail, sender) => {
  expect(chooseSender(mail, null, OURS)).toEqual(sender)
})

test('a mail that names nobody is from its envelope, or from nobody', () => {
  expect(chooseSender({ from: null, forwarded: null }, 'Ops@Lanting.example', OURS).author).toEqual({
    name: '',
    address: 'ops@lanting.example',
  })
  expect(chooseSender({ from: null, forwarded: null }, null, OURS).author).toBeNull()
})

test('free mail says nothing of a company', () => {
  expect(companyDomain('a@lanting.example')).toBe('lanting.example')
  for (const address of ['a@qq.com', 'a@163.com', 'a@gmail.com', 'A@GMAIL.COM', 'nobody', 'a@localhost'])
    expect(companyDomain(address)).toBeNull()
})
