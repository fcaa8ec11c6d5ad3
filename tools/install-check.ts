import { readFileSync } from 'node:fs'

type Lock = { readonly packages: Readonly<Record<string, { version?: string; optional?: boolean; link?: boolean }>> }
type Manifest = {
  readonly dependencies?: Record<string, string>
  readonly devDependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
}

/** `node tools/install-check.ts`: what is installed is what the lockfile says, pinned exactly, on a Node that runs TypeScript. */
const problems = [...nodeProblems(), ...pinProblems(), ...installProblems()]
for (const problem of problems) console.error(problem)
console.log(`install: Node ${process.versions.node}, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0

function nodeProblems(): string[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18) ? [] : [`Node ${process.versions.node} cannot run TypeScript: start through bin/test`]
}

// Under an old Node npm silently picks an older major for a range, so every version is exact.
function pinProblems(): string[] {
  const { dependencies, devDependencies, optionalDependencies } = readJson<Manifest>('package.json')
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !/^(npm:[^@]*@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `package.json: '${name}' is '${version}': pin the exact version`)
}

function installProblems(): string[] {
  const wanted = readJson<Lock>('package-lock.json').packages
  const present = readJson<Lock>('node_modules/.package-lock.json').packages
  return Object.entries(wanted)
    .filter(([path, { optional, link }]) => path !== '' && !optional && !link)
    .filter(([path, { version }]) => present[path]?.version !== version)
    .map(([path, { version }]) => `${path}: the lockfile says ${version}, installed is ${present[path]?.version ?? 'nothing'}: run npm ci`)
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T
}
