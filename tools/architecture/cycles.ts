import { type NameTable, resolveImport } from './imports.ts'
import { placeOf } from './layers.ts'
import type { Module } from './modules.ts'
import type { Violation } from './report.ts'

type Edge = { readonly to: string; readonly path: string; readonly line: number; readonly specifier: string }

/** Features stand on each other in one direction. A circle is reported once, at one import that closes it. */
export function checkCycles(root: string, modules: readonly Module[], names: NameTable): Violation[] {
  const graph = featureGraph(root, modules, names)
  const done = new Set<string>()
  const violations: Violation[] = []
  for (const feature of [...graph.keys()].sort()) {
    const circle = circleThrough(feature, graph, done)
    if (!circle) continue
    for (const { to } of circle) done.add(to)
    violations.push(describe(feature, circle))
  }
  return violations
}

function featureGraph(root: string, modules: readonly Module[], names: NameTable): Map<string, Edge[]> {
  const graph = new Map<string, Edge[]>()
  for (const module of modules) {
    const { layer, feature } = module.place
    if (feature === null || layer === 'channel') continue
    const edges = graph.get(feature) ?? []
    graph.set(feature, edges)
    for (const { specifier, line } of module.imports) {
      const resolved = resolveImport(root, module.path, specifier, names)
      if (resolved.kind !== 'file') continue
      const to = placeOf(resolved.path)
      if (to.feature === null || to.layer === 'channel' || to.feature === feature) continue
      if (!edges.some((edge) => edge.to === to.feature)) edges.push({ to: to.feature, path: module.path, line, specifier })
    }
  }
  return graph
}

// Breadth first, so the circle shown is a shortest one.
function circleThrough(start: string, graph: ReadonlyMap<string, readonly Edge[]>, done: ReadonlySet<string>): Edge[] | undefined {
  if (done.has(start)) return undefined
  const queue: Edge[][] = (graph.get(start) ?? []).map((edge) => [edge])
  const seen = new Set<string>()
  for (let trail = queue.shift(); trail; trail = queue.shift()) {
    const last = trail[trail.length - 1]!
    if (last.to === start) return trail
    if (seen.has(last.to)) continue
    seen.add(last.to)
    for (const edge of graph.get(last.to) ?? []) queue.push([...trail, edge])
  }
  return undefined
}

function describe(feature: string, circle: readonly Edge[]): Violation {
  const closing = circle[circle.length - 1]!
  const way = [feature, ...circle.map(({ to }) => to)].join(' → ')
  const hops = circle.map(({ path, line, specifier }) => `${path}:${line} names ${specifier}`).join('; ')
  return {
    rule: 'feature-circle',
    path: closing.path,
    line: closing.line,
    message: `features form a circle ${way} (${hops}): keep one direction; the lower feature announces an event and the upper one reacts`,
  }
}
