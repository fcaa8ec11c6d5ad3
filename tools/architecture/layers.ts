/** A room of the house; what each may import is data in `matrix.ts`. */
export type Layer =
  | 'kernel'
  | 'platform'
  | 'rules'
  | 'contract'
  | 'policy'
  | 'present'
  | 'store'
  | 'part'
  | 'actions'
  | 'queries'
  | 'reactions'
  | 'routes'
  | 'index'
  | 'api'
  | 'jobs'
  | 'port'
  | 'channel'
  | 'app'
  | 'main'
  | 'cli'
  | 'web'
  | 'demo'
  | 'free'

/** Where a module lives. `feature` is the feature's folder name, or the vendor's for a channel; null outside both. */
export type Place = { readonly layer: Layer; readonly feature: string | null }

const WHOLE_FOLDERS: Readonly<Record<string, Layer>> = { kernel: 'kernel', platform: 'platform', api: 'api', jobs: 'jobs', cli: 'cli' }
const ROOT_FILES: Readonly<Record<string, Layer>> = { 'app.ts': 'app', 'main.ts': 'main' }

// A layer that outgrew its one file becomes a folder of the same name; `queries/` is the reading side of `actions/`: it may present what it read.
const FEATURE_FOLDERS: Readonly<Record<string, Layer>> = {
  rules: 'rules',
  actions: 'actions',
  queries: 'queries',
  routes: 'routes',
  store: 'store',
  present: 'present',
  contract: 'contract',
  reactions: 'reactions',
}
const FEATURE_FILES: Readonly<Record<string, Layer>> = {
  'index.ts': 'index',
  'contract.ts': 'contract',
  'policy.ts': 'policy',
  'present.ts': 'present',
  'store.ts': 'store',
  'routes.ts': 'routes',
  'reactions.ts': 'reactions',
}

/**
 * The place of a file by its path from the project's root, with forward slashes.
 * Tests, tools and benchmarks are `free`: they may reach anywhere.
 */
export function placeOf(path: string): Place {
  const [top, room, ...rest] = path.split('/')
  if (/\.test\.tsx?$/.test(path)) return { layer: 'free', feature: null }
  if (top === 'web') return { layer: room === 'src' ? 'web' : 'free', feature: null }
  if (top === 'demo') return { layer: 'demo', feature: null }
  if (top !== 'src' || room === undefined) return { layer: 'free', feature: null }
  if (rest.length === 0) return { layer: ROOT_FILES[room] ?? 'app', feature: null }
  if (room === 'channels') return channelPlace(rest)
  // Platform's own pure part (who may see an event) is held to the kernel's purity and, like it, open to all.
  if (room === 'platform' && rest[0] === 'rules') return { layer: 'kernel', feature: null }
  const whole = WHOLE_FOLDERS[room]
  return whole ? { layer: whole, feature: null } : { layer: featureLayer(rest), feature: room }
}

function channelPlace(rest: readonly string[]): Place {
  return rest.length === 1 ? { layer: 'port', feature: null } : { layer: 'channel', feature: rest[0]! }
}

function featureLayer(rest: readonly string[]): Layer {
  const first = rest[0]!
  if (rest.length > 1) return FEATURE_FOLDERS[first] ?? 'part'
  return FEATURE_FILES[first] ?? suffixLayer(first)
}

// `message-store.ts`, `ticket-routes.ts`: a second file of a layer, named after what it holds.
function suffixLayer(file: string): Layer {
  const suffix = /-(store|routes|contract|policy|present|reactions)\.ts$/.exec(file)?.[1]
  return suffix ? FEATURE_FILES[`${suffix}.ts`]! : 'part'
}
