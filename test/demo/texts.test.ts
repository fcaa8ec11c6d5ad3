import { describe, expect, test } from 'vitest'
import { CUSTOMERS } from '../../demo/company/accounts.ts'
import { LINE_KEYS, LINES } from '../../demo/company/lines.ts'
import { SIGN_IN_STAFF, STAFF } from '../../demo/company/people.ts'
import { openRandom } from '../../demo/random.ts'
import { told } from '../../demo/texts/trouble.ts'
import { TROUBLES } from '../../demo/texts/troubles.ts'

describe('the troubles', () => {
  test('are many, and each has words of its own', () => {
    expect(new Set(TROUBLES.map((one) => one.title)).size).toBeGreaterThanOrEqual(120)
    expect(new Set(TROUBLES.map((one) => one.symptom)).size).toBe(TROUBLES.length)
    expect(new Set(TROUBLES.map((one) => one.answer)).size).toBe(TROUBLES.length)
  })

  test('leave no slot unfilled, and fill the same slot alike everywhere', () => {
    const random = openRandom('texts')
    for (const trouble of TROUBLES)
      for (let i = 0; i < 5; i++) expect(JSON.stringify(told(trouble, random.fork(`${i}`)))).not.toMatch(/\{\w+\}/)
    const sample = TROUBLES.find((one) => one.title.includes('{report}') && one.symptom.includes('{report}'))!
    const { title, symptom } = told(sample, random)
    const report = /^(.*?)导出/.exec(title)?.[1] ?? ''
    expect(symptom).toContain(report)
  })

  test('stand on a component that their line has', () => {
    for (const { line, component, title } of TROUBLES) expect(LINES.find(({ key }) => key === line)?.components, title).toContain(component)
  })

  test('cover every line and kind in Chinese, and are at home with the English customers', () => {
    for (const line of LINE_KEYS)
      for (const kind of ['question', 'defect', 'outage', 'request', 'service', 'advisory', 'complaint'])
        expect(
          TROUBLES.some((one) => one.line === line && one.kind === kind && !one.english),
          `${line} ${kind}`,
        ).toBe(true)
    for (const customer of CUSTOMERS.filter((one) => one.english))
      for (const line of customer.lines)
        expect(
          TROUBLES.some((one) => one.line === line && one.english),
          `${customer.name} ${line}`,
        ).toBe(true)
  })
})

test('about one ticket in six comes from an English customer', () => {
  const weight = (english: boolean) =>
    CUSTOMERS.filter((one) => (one.english ?? false) === english).reduce((sum, one) => sum + one.weight, 0)
  const share = weight(true) / (weight(true) + weight(false))
  expect(share).toBeGreaterThan(0.13)
  expect(share).toBeLessThan(0.22)
})

test('people and customers have names of their own, and everybody named exists', () => {
  const keys = STAFF.map((one) => one.key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(new Set(CUSTOMERS.map((one) => one.name)).size).toBe(24)
  const named = [
    ...Object.values(SIGN_IN_STAFF),
    ...LINES.flatMap((line) => [line.leadKey, ...line.frontKeys]),
    ...CUSTOMERS.flatMap((one) => [...(one.teamKeys ?? []), ...(one.servicePersonKey ? [one.servicePersonKey] : [])]),
  ]
  for (const key of named) expect(keys, key).toContain(key)
})

test('every address ends in a domain that nobody can own', () => {
  for (const { domain } of CUSTOMERS) expect(domain).toMatch(/\.example$/)
})
