import { describe, expect, test } from 'vitest'
import { countRun, type VitestReport } from '../../tools/steps/vitest-report.ts'

const file = (status: string, assertionResults: VitestReport['testResults'][number]['assertionResults'] = [], message = '') => ({
  name: 'a.test.ts',
  status,
  message,
  assertionResults,
})
const run = (part: Partial<VitestReport>): VitestReport => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  testResults: [],
  ...part,
})

describe('a run is never counted greener than it was', () => {
  test('passes are passes', () => {
    expect(countRun(run({ numPassedTests: 7 }), 0, true)).toEqual({ passed: 7, failed: 0, skipped: 0, failures: [] })
  })

  test('a failed test is named with its first words', () => {
    const report = run({
      numPassedTests: 1,
      numFailedTests: 1,
      testResults: [file('failed', [{ fullName: 'offers', status: 'failed', failureMessages: ['expected 1'] }])],
    })
    expect(countRun(report, 1, false)).toMatchObject({ passed: 1, failed: 1, failures: ['a.test.ts › offers: expected 1'] })
  })

  test('a file that broke before its first test is one failure', () => {
    expect(countRun(run({ numPassedTests: 3, testResults: [file('failed', [], 'cannot import')] }), 1, false)).toMatchObject({
      passed: 3,
      failed: 1,
      failures: ['a.test.ts: cannot import'],
    })
  })

  test('an error outside every test is one failure', () => {
    expect(countRun(run({ numPassedTests: 3 }), 1, false)).toMatchObject({ passed: 3, failed: 1 })
  })

  test('a run without tests is a failure', () => {
    expect(countRun(run({}), 0, false)).toMatchObject({ failed: 1, failures: ['no test ran'] })
  })

  test('no report is a failure', () => {
    expect(countRun(null, 0, false)).toMatchObject({ passed: 0, failed: 1 })
  })

  test('a skipped test is said on a laptop and failed in CI', () => {
    const report = run({ numPassedTests: 1, numPendingTests: 2 })
    expect(countRun(report, 0, false)).toMatchObject({ failed: 0, skipped: 2 })
    expect(countRun(report, 0, true)).toMatchObject({ failed: 2, skipped: 2 })
  })
})
