import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** Where a specifier leads: a file of the project, a package, a module of Node, or nowhere. */
export type Resolved =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'missing'; readonly because: string }

/** The `imports` entries of package.json: `#name` or `#name/*` to a path, which may hold one `*`. */
export type NameTable = ReadonlyMap<string, string>

export function readNameTable(root: string): NameTable {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports?: Record<string, string> }
  return new Map(Object.entries(manifest.imports ?? {}))
}

/** Resolves one specifier as Node would, from the file that names it. */
export function resolveImport(root: string, from: string, specifier: string, names: NameTable): Resolved {
  if (specifier.startsWith('#')) return resolveName(root, specifier, names)
  if (specifier.startsWith('.')) return file(root, posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')))
  if (specifier.startsWith('node:')) return { kind: 'node', name: specifier }
  return {
    kind: 'package',
    name: specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/'),
  }
}

function resolveName(root: string, specifier: string, names: NameTable): Resolved {
  const exact = names.get(specifier)
  if (exact) return file(root, posix.normalize(exact))
  for (const [pattern, target] of names) {
    if (!pattern.endsWith('*') || !specifier.startsWith(pattern.slice(0, -1))) continue
    return file(root, posix.normalize(target.replace('*', specifier.slice(pattern.length - 1))))
  }
  return { kind: 'missing', because: 'package.json declares no such name under "imports": declare it, or use one that is there' }
}

function file(root: string, path: string): Resolved {
  if (existsSync(join(root, path))) return { kind: 'file', path }
  return { kind: 'missing', because: `there is no ${path}: imports name a file with its ending (.ts)` }
}
