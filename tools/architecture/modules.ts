import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Program, parseSync } from 'oxc-parser'
import { type Place, placeOf } from './layers.ts'

/**
 * One `import`, `export … from`, `import()` or `import('…')` type, as written. `factsOnly`: it names only types and
 * constants (`MAX_BOUNCES`), nothing that could decide.
 */
export type Import = { readonly specifier: string; readonly factsOnly: boolean; readonly line: number }

/** A parsed module. `path` counts from the project's root, with forward slashes. */
export type Module = {
  readonly path: string
  readonly place: Place
  readonly text: string
  readonly program: Program
  readonly imports: readonly Import[]
  readonly lineAt: (offset: number) => number
}

/** Folders whose code is checked. What is generated or built is not ours to name. */
const ROOTS = ['src', 'web', 'demo', 'test', 'tools', 'bench']
const SKIPPED = new Set(['node_modules', 'dist', 'generated', 'locales', 'public'])

/** Every file under the checked folders, sorted, as paths from `root`. */
export function filesOf(root: string, folders: readonly string[] = ROOTS): string[] {
  const found: string[] = []
  for (const folder of folders) walk(root, folder, found)
  return found.sort()
}

function walk(root: string, folder: string, found: string[]): void {
  let entries: import('node:fs').Dirent[]
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name) && !entry.name.startsWith('.')) walk(root, path, found)
    } else found.push(path)
  }
}

export function isCode(path: string): boolean {
  return /\.tsx?$/.test(path) && !/\.d\.ts$/.test(path) && !/\.(generated|gen)\.tsx?$/.test(path)
}

/** Reads and parses one file. Throws when it is not TypeScript: an unread module must not count as checked. */
export function readModule(root: string, path: string): Module {
  const text = readFileSync(join(root, path), 'utf8')
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]!.message}`)
  const lineAt = lineFinder(text)
  return { path, place: placeOf(path), text, program, imports: importsOf(program, lineAt), lineAt }
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}

function importsOf(program: Program, lineAt: (offset: number) => number): Import[] {
  const imports: Import[] = []
  visit(program, (node) => {
    const found = importOf(node)
    if (found) imports.push({ ...found, line: lineAt(node.start) })
  })
  return imports
}

function importOf(node: Node): Omit<Import, 'line'> | undefined {
  const source = node.source as Node | null | undefined
  const specifier = source?.type === 'Literal' && typeof source.value === 'string' ? source.value : undefined
  if (specifier === undefined) return undefined
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
      return { specifier, factsOnly: node.importKind === 'type' || node.exportKind === 'type' || onlyFacts(node) }
    case 'ExportAllDeclaration':
      return { specifier, factsOnly: node.exportKind === 'type' }
    case 'ImportExpression':
      return { specifier, factsOnly: false }
    case 'TSImportType':
      return { specifier, factsOnly: true }
    default:
      return undefined
  }
}

function onlyFacts(node: Node): boolean {
  const specifiers = (node.specifiers ?? []) as Node[]
  return specifiers.length > 0 && specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type' || isConstant(one))
}

function isConstant({ imported, local }: Node): boolean {
  const name = ((imported ?? local) as Node | undefined)?.name
  return typeof name === 'string' && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name)
}

/** An ESTree node, loosely: the checks look at a few fields of many kinds. */
export type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [field: string]: unknown }

/** Calls `see` for every node, outer before inner, with its parent and the field of the parent it stands in. */
export function visit(root: unknown, see: (node: Node, parent: Node | null, field: string) => void): void {
  const step = (value: unknown, parent: Node | null, field: string): void => {
    if (Array.isArray(value)) {
      for (const item of value) step(item, parent, field)
      return
    }
    if (!isNode(value)) return
    see(value, parent, field)
    for (const key of Object.keys(value)) step(value[key], value, key)
  }
  step(root, null, '')
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}
