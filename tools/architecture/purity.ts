import type { Layer } from './layers.ts'
import { type Module, type Node, visit } from './modules.ts'
import type { Violation } from './report.ts'

/** Globals through which a pure module would reach outside itself. */
const OUTSIDE = new Set([
  ...['process', 'globalThis', 'global', 'require', 'Buffer', 'fetch', 'console', 'performance', 'navigator', 'document', 'window'],
  ...['localStorage', 'sessionStorage', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'XMLHttpRequest', 'WebSocket'],
])
const PURE: readonly Layer[] = ['kernel', 'rules']

/** Everyday server code: time is `ctx.now`. Only the edges and identity, which runs on wall time, may look at the clock. */
const ON_GIVEN_TIME: readonly Layer[] = [
  'contract',
  'policy',
  'present',
  'store',
  'part',
  'actions',
  'queries',
  'reactions',
  'routes',
  'index',
  'jobs',
]
const ON_WALL_TIME: readonly string[] = ['auth']

/** No clock, no chance, no machine in kernel and rules; no clock of one's own in the rest of a feature. */
export function checkPurity(module: Module): Violation[] {
  const { layer, feature } = module.place
  const pure = PURE.includes(layer)
  const timed = pure || (ON_GIVEN_TIME.includes(layer) && !(feature !== null && ON_WALL_TIME.includes(feature)))
  if (!timed) return []
  const own = pure ? declaredNames(module) : new Set<string>()
  const violations: Violation[] = []
  const report = (node: Node, rule: string, message: string): void => {
    violations.push({ rule, path: module.path, line: module.lineAt(node.start), message })
  }
  visit(module.program, (node, parent, field) => {
    const clock = clockRead(node, layer)
    if (clock)
      report(
        node,
        'time-is-an-argument',
        `${clock}: ${pure ? 'take the instant as an argument' : 'use ctx.now, the instant of this command'}`,
      )
    if (!pure) return
    const chance = chanceUse(node, layer)
    if (chance) report(node, 'rules-are-pure', `${chance} makes a rule answer differently each time: take the value as an argument`)
    const name = globalRead(node, parent, field)
    if (name && !own.has(name))
      report(node, 'rules-are-pure', `'${name}' reaches outside: take what you need as an argument; the action fetches it`)
  })
  return violations
}

function clockRead(node: Node, layer: Layer): string | undefined {
  if (node.type === 'NewExpression' && isIdentifier(node.callee, 'Date')) {
    const bare = (node.arguments as unknown[]).length === 0
    if (bare) return '`new Date()` reads the clock'
    return layer === 'rules' ? '`new Date(x)` in a rule: use the Instant of #kernel/instant' : undefined
  }
  if (node.type !== 'CallExpression') return undefined
  if (isIdentifier(node.callee, 'Date')) return '`Date()` reads the clock'
  const path = memberPath(node.callee)
  if (path === 'Date.now' || path === 'performance.now') return `\`${path}()\` reads the clock`
  return path?.startsWith('Temporal.Now.') ? `\`${path}()\` reads the clock` : undefined
}

function chanceUse(node: Node, layer: Layer): string | undefined {
  const path = node.type === 'MemberExpression' ? memberPath(node) : undefined
  if (path === 'Math.random') return '`Math.random`'
  return layer === 'rules' && path?.startsWith('crypto.') ? `\`${path}\`` : undefined
}

function globalRead(node: Node, parent: Node | null, field: string): string | undefined {
  if (node.type !== 'Identifier' || !OUTSIDE.has(node.name as string)) return undefined
  const named = parent !== null && parent.computed !== true && (field === 'property' || field === 'key')
  return named || parent?.type.startsWith('TS') ? undefined : (node.name as string)
}

// A parameter called `window` (a window of working time) is ours; only an undeclared one is the browser's.
function declaredNames(module: Module): Set<string> {
  const names = new Set<string>()
  const declare = (pattern: unknown): void => visit(pattern, (node) => void (node.type === 'Identifier' && names.add(node.name as string)))
  visit(module.program, (node) => {
    if (node.type === 'VariableDeclarator') declare(node.id)
    if (node.type.endsWith('Function') || node.type.startsWith('Function') || node.type === 'ArrowFunctionExpression') declare(node.params)
    if (node.type === 'FunctionDeclaration') declare(node.id)
    if (/^Import.*Specifier$/.test(node.type)) declare(node.local)
  })
  return names
}

function memberPath(node: unknown): string | undefined {
  const { type, object, property, name, computed } = (node ?? {}) as Record<string, unknown>
  if (type === 'Identifier') return name as string
  if (type !== 'MemberExpression' || computed) return undefined
  const before = memberPath(object)
  return before && `${before}.${(property as { name: string }).name}`
}

function isIdentifier(node: unknown, name: string): boolean {
  return (node as Node).type === 'Identifier' && (node as Node).name === name
}
