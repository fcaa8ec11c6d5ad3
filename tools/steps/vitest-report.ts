/** What we read of vitest's JSON report. */
export type VitestReport = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly testResults: readonly VitestFile[]
}
type VitestFile = {
  readonly name: string
  readonly status: string
  readonly message?: string
  readonly assertionResults: readonly {
    readonly fullName: string
    readonly status: string
    readonly failureMessages?: readonly string[] | null
  }[]
}
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number; readonly failures: readonly string[] }

/**
 * Counts a run. Never greener than the truth: a file that broke before its first test, an error outside every test, and a
 * run without a single test count as one failure each; in CI a skipped test is a failed one.
 */
export function countRun(report: VitestReport | null, exitCode: number | null, inCi: boolean): Counts {
  if (!report) return { passed: 0, failed: 1, skipped: 0, failures: ['vitest wrote no report'] }
  const failures = report.testResults.flatMap(failuresOf)
  const { numPassedTests: passed, numPendingTests: skipped } = report
  if (inCi && skipped > 0) failures.push(...Array.from({ length: skipped }, (_, i) => `skipped in CI (${i + 1} of ${skipped})`))
  if (passed + report.numFailedTests + skipped === 0) failures.push('no test ran')
  if (exitCode !== 0 && failures.length === 0) failures.push('an error outside every test: see the log')
  return { passed, failed: failures.length, skipped, failures }
}

function failuresOf(file: VitestFile): string[] {
  const failed = file.assertionResults.filter(({ status }) => status === 'failed')
  if (failed.length === 0)
    return file.status === 'failed' ? [`${file.name}: ${firstLines(file.message ?? 'broke before its first test')}`] : []
  return failed.map(({ fullName, failureMessages }) => `${file.name} › ${fullName}: ${firstLines(failureMessages?.[0] ?? '')}`)
}

function firstLines(message: string): string {
  return message.split('\n').slice(0, 6).join('\n    ')
}
