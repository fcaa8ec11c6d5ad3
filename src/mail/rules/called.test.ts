import { expect, test } from 'vitest'
import { called, pretends } from './called.ts'

const EVE = 'eve@evil.example'
test.each([
  ['李想 <support@vendor.test>', `${EVE} “李想 <support@vendor.test>”`],
  ['support＠vendor.test', `${EVE} “support＠vendor.test”`],
  ['support @ vendor.test', `${EVE} “support @ vendor.test”`],
  [`Eve (${EVE.toUpperCase()})`, `Eve (${EVE.toUpperCase()})`],
  ['李想', '李想'],
  ['张三@宏泰', '张三@宏泰'],
  ['Anna @ Support', 'Anna @ Support'],
  ['', 'eve'],
])('who calls themselves "%s" is shown as %s', (name, shown) => {
  expect(called({ name, address: EVE }, 100)).toBe(shown)
})

test('whatever is cut off, the true address stays, and no half a character', () => {
  const name = `support@vendor.test ${'👍'.repeat(60)}`
  expect(pretends({ name, address: EVE })).toBe(true)
  expect(called({ name, address: EVE }, 80)).toMatch(/^eve@evil\.example “support@vendor\.test/)
  expect(called({ name, address: EVE }, 81).isWellFormed()).toBe(true)
  expect(called({ name, address: EVE }, 80).isWellFormed()).toBe(true)
})
