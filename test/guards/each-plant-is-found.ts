import { describe, expect, test } from 'vitest'
import { checkArchitecture } from '../../tools/architecture/check.ts'
import { formatViolation } from '../../tools/architecture/report.ts'
import { plant } from './planted-tree.ts'

/** A name, the file planted into the clean house, and what the report must say. */
export type Plant = readonly [name: string, path: string, text: string, says: string]

/** Each plant raises exactly one violation, at its file, with the words that say what to do instead. */
export function eachPlantIsFound(title: string, plants: readonly Plant[]): void {
  describe(title, () => {
    test.each(plants)('%s', (_name, path, text, says) => {
      const root = plant({ 'test/x.ts': 'export const a = 1\n', [path]: text })
      const violations = checkArchitecture(root).violations.map(formatViolation)
      expect(violations).toHaveLength(1)
      expect(violations[0]).toContain(says)
      expect(violations[0]).toContain(path)
    })
  })
}
