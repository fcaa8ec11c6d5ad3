import { DISTRIBUTION_PACKAGES, install, isPresent, isRoot } from './steps/distribution.ts'

/** `node tools/distribution-packages.ts`: installs what the last steps of bin/test need, where it may. */
const missing = DISTRIBUTION_PACKAGES.filter((name) => !isPresent(name))
const left = missing.length > 0 && isRoot() ? install(missing) : missing

for (const name of left) console.error(`missing: ${name} (install it with your package manager)`)
console.log(`${DISTRIBUTION_PACKAGES.length - left.length} of ${DISTRIBUTION_PACKAGES.length} present`)
// On a laptop the steps that need them are skipped, and say so; in CI nothing is skipped.
process.exitCode = left.length > 0 && process.env.CI === 'true' ? 1 : 0
