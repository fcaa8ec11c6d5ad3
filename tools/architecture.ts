import { checkArchitecture } from './architecture/check.ts'
import { formatViolation } from './architecture/report.ts'

/**
 * `node tools/architecture.ts [root]`: prints each violation with what to do instead. Exit 1 when there is one, or when
 * nothing was read: a checker that saw no code must never look green.
 */
const root = process.argv[2] ?? process.cwd()
const { modules, sqlFiles, violations } = checkArchitecture(root)

for (const violation of violations) console.error(formatViolation(violation))
console.log(`architecture: ${modules} modules and ${sqlFiles} migrations read, ${violations.length} violations`)
if (modules === 0) console.error('architecture: no module was found, so nothing was checked')
process.exitCode = modules === 0 || violations.length > 0 ? 1 : 0
