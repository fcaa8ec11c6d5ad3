import { type NameTable, type Resolved, resolveImport } from './imports.ts'
import { type Layer, type Place, placeOf } from './layers.ts'
import { MATRIX, type Target } from './matrix.ts'
import type { Import, Module } from './modules.ts'
import { isListed, NODE_FEATURES, NODE_LAYERS, SERVER_PACKAGES, WEB_PACKAGES } from './packages.ts'
import type { Violation } from './report.ts'

/** Holds every import of a module against the matrix of layers and the table of packages. */
export function checkImports(root: string, module: Module, names: NameTable): Violation[] {
  return module.imports.flatMap((one) => {
    const resolved = resolveImport(root, module.path, one.specifier, names)
    const found = objection(module, one, resolved)
    return found ? [{ ...found, path: module.path, line: one.line }] : []
  })
}

type Objection = { readonly rule: string; readonly message: string }

function objection(module: Module, one: Import, resolved: Resolved): Objection | undefined {
  if (resolved.kind === 'missing') return { rule: 'unknown-import', message: `'${one.specifier}': ${resolved.because}` }
  if (module.place.layer === 'free') return undefined
  if (resolved.kind === 'node') return nodeObjection(module.place, resolved.name)
  if (resolved.kind === 'package') return packageObjection(module.place, resolved.name)
  return fileObjection(module, one, resolved.path)
}

function nodeObjection({ layer, feature }: Place, name: string): Objection | undefined {
  if (NODE_LAYERS.includes(layer)) return undefined
  if (
    feature !== null &&
    NODE_FEATURES.includes(feature) &&
    (layer === 'part' || layer === 'store' || layer === 'actions' || layer === 'queries')
  )
    return undefined
  return {
    rule: 'node-at-the-edge',
    message: `${word(layer)} may not name '${name}': the machine is reached through src/platform; give it a function there`,
  }
}

function packageObjection({ layer, feature }: Place, name: string): Objection | undefined {
  if (layer === 'web') {
    if (isListed(name, WEB_PACKAGES)) return undefined
    return {
      rule: 'package',
      message: `the browser may not load '${name}': ask the API, or list it in tools/architecture/packages.ts (WEB_PACKAGES)`,
    }
  }
  const entry = SERVER_PACKAGES.find((one) => isListed(name, one.names))
  if (!entry) return { rule: 'package', message: `nobody may name '${name}' yet: say who may in tools/architecture/packages.ts` }
  const here = entry.layers.includes(layer) && (!entry.features || (feature !== null && entry.features.includes(feature)))
  return here ? undefined : { rule: 'package', message: `${word(layer)} may not name '${name}': ${entry.instead}` }
}

function fileObjection({ path: from, place }: Module, one: Import, path: string): Objection | undefined {
  const to = placeOf(path)
  if (place.layer === 'free' || (to.layer === 'free' && !/^(test|tools|bench)\//.test(path))) return undefined
  if (to.layer === 'free')
    return {
      rule: 'may-import',
      message: `'${one.specifier}': the product does not lean on ${path.split('/')[0]}/; move what it needs into src/`,
    }
  if (place.feature !== null && place.feature === to.feature && (place.layer === 'channel') === (to.layer === 'channel')) {
    return sameFeature(from, place.layer, to.layer, one)
  }
  const { others, shared, instead } = MATRIX[place.layer]
  if (allows(to.feature === null ? shared : others, to.layer, one.factsOnly)) return undefined
  return { rule: 'may-import', message: `${word(place.layer)} may not import '${one.specifier}' (${path}): ${advice(place, to, instead)}` }
}

function sameFeature(from: string, layer: Exclude<Layer, 'free'>, to: Layer, one: Import): Objection | undefined {
  if (one.specifier.startsWith('#')) {
    return { rule: 'may-import', message: `${from} names its own feature '${one.specifier}': inside a feature imports are relative` }
  }
  const { own, instead } = MATRIX[layer]
  if (allows(own, to, one.factsOnly)) return undefined
  const factsWouldDo = own.includes(`${to as Exclude<Layer, 'free'>}:facts`) ? ` (types and CONSTANTS are fine: write \`import type\`)` : ''
  return { rule: 'may-import', message: `${word(layer)} may not import its ${to} '${one.specifier}'${factsWouldDo}: ${instead}` }
}

function allows(targets: readonly Target[], layer: Layer, factsOnly: boolean): boolean {
  return targets.includes(layer) || (factsOnly && targets.includes(`${layer}:facts`))
}

function advice(from: Place, to: Place, instead: string): string {
  if (to.layer === 'channel') return 'only src/app.ts names a vendor; depend on src/channels/port.ts'
  if (from.layer === 'web' || from.layer === 'kernel' || from.layer === 'platform' || from.layer === 'rules') return instead
  if (to.feature !== null && !['index', 'contract', 'rules'].includes(to.layer)) {
    return `import #${to.feature}, its index, not its inside; export there what others may use`
  }
  if (to.layer === 'app' || to.layer === 'api' || to.layer === 'jobs' || to.layer === 'cli' || to.layer === 'main') {
    return `${to.layer} wires features, so no feature may know it; ${instead}`
  }
  return instead
}

const WORDS: Partial<Record<Layer, string>> = {
  part: 'this part of a feature',
  web: 'the browser',
  rules: 'a rule',
  store: 'a store',
  actions: 'an action',
  queries: 'a query',
  routes: 'a route',
  policy: 'a policy',
  contract: 'a contract',
  present: 'a presenter',
  reactions: 'a reaction',
  index: 'an index',
  channel: 'a channel',
  kernel: 'the kernel',
}

function word(layer: Layer): string {
  return WORDS[layer] ?? layer
}
