// Completes package-lock.json with the optional packages of other platforms that the registry in use did not serve: npm
// leaves them out, and `npm ci` then refuses the lockfile everywhere. Run after adding a dependency: node tools/complete-lock.ts
import { readFileSync, writeFileSync } from 'node:fs'

type Entry = {
  version?: string
  dev?: boolean
  optional?: boolean
  cpu?: string[]
  os?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
type Lock = { packages: Record<string, Entry> }

const FILE = 'package-lock.json'
const OS = ['android', 'darwin', 'win32', 'linux', 'freebsd', 'openharmony', 'netbsd', 'openbsd', 'sunos', 'aix']
const CPU = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32']

const lock = JSON.parse(readFileSync(FILE, 'utf8')) as Lock
const { packages } = lock
const depth = (path: string) => path.split('/node_modules/').length
let added = 0
for (const [path, entry] of Object.entries(packages).toSorted(([a], [b]) => depth(a) - depth(b)))
  for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) if (add(path, entry, name, wanted)) added++
lock.packages = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} optional packages of other platforms added`)

function add(path: string, entry: Entry, name: string, wanted: string): boolean {
  const version = wanted.replace(/^[\^~]/, '')
  const at = resolve(path, name)
  if (at !== undefined && (packages[at]?.version === version || !/^\d/.test(wanted))) return false
  const words = name.split('/').at(-1)?.split(/[-_.]/) ?? []
  const cpu = words.find((word) => CPU.includes(word))
  const os = words.find((word) => OS.includes(word))
  if (cpu === undefined && os === undefined) return false
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : words.some((word) => word.startsWith('gnu')) ? 'glibc' : undefined
  const level = path === '' ? 'node_modules/' : path.slice(0, path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const place = packages[level + name] ? `${path}/node_modules/${name}` : level + name
  packages[place] = {
    version,
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(entry.dev ? { dev: true } : {}),
    ...(libc && os === 'linux' ? { libc: [libc] } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  }
  return true
}

/** Where a package would be found from `from`, walking up as Node does. */
function resolve(from: string, name: string): string | undefined {
  for (let at = from; ; at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '') {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (packages[path]) return path
    if (at === '') return undefined
  }
}
