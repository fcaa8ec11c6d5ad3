import type { Layer } from './layers.ts'

/**
 * Who may import whom. `own` counts inside one feature (or one channel), `others` between features, `shared` for the
 * rooms that belong to no feature. `store:facts` allows `import type` only. `instead` completes the sentence "do this instead: …".
 */
export type Permission = {
  readonly own: readonly Target[]
  readonly others: readonly Target[]
  readonly shared: readonly Target[]
  readonly instead: string
}
export type Target = Layer | `${Layer}:facts`

const DOORS = ['index', 'contract', 'rules'] as const
const NONE = [] as const

export const MATRIX: Readonly<Record<Exclude<Layer, 'free'>, Permission>> = {
  kernel: {
    own: NONE,
    others: NONE,
    shared: ['kernel'],
    instead: 'keep the kernel to pure basics; what knows more belongs in platform/ or a feature',
  },
  platform: {
    own: NONE,
    others: NONE,
    shared: ['platform', 'kernel'],
    instead: 'platform knows no domain: take a function or a value as an argument, and let src/app.ts pass it in',
  },
  rules: {
    own: ['rules'],
    others: ['rules'],
    shared: ['kernel'],
    instead: 'take the fact as an argument: the action loads it and hands it to the rule',
  },
  contract: {
    own: ['contract', 'rules'],
    others: ['contract', 'rules'],
    shared: ['kernel'],
    instead: 'a contract is read by the browser: name only kernel, rules and contracts',
  },
  policy: {
    own: ['policy', 'contract', 'rules'],
    others: DOORS,
    shared: ['kernel', 'platform'],
    instead: 'a policy looks at the actor and the thing it is given: load the thing in the action',
  },
  present: {
    own: ['present', 'contract', 'rules', 'policy', 'store:facts', 'part:facts'],
    others: DOORS,
    shared: ['kernel'],
    instead: 'a presenter turns values into JSON: load them in the action and pass them in',
  },
  store: {
    own: ['store', 'rules:facts', 'contract:facts'],
    others: ['rules:facts', 'contract:facts'],
    shared: ['platform', 'kernel'],
    instead: 'a store only runs SQL and returns typed values: decide in rules/, combine in actions/',
  },
  part: {
    own: ['part', 'rules', 'contract', 'policy', 'present', 'store'],
    others: DOORS,
    shared: ['platform', 'kernel'],
    instead: 'what actions share stands below them: pass the rest in',
  },
  actions: {
    own: ['rules', 'contract', 'policy', 'store', 'part'],
    others: DOORS,
    shared: ['platform', 'kernel'],
    instead: 'one intention per file: move what two actions share to rules/ or to a file beside store.ts',
  },
  queries: {
    own: ['queries', 'rules', 'contract', 'policy', 'present', 'store', 'part'],
    others: DOORS,
    shared: ['platform', 'kernel'],
    instead: 'a query reads and shows, and changes nothing: what changes is an action',
  },
  reactions: {
    own: ['contract', 'rules', 'part', 'store'],
    others: DOORS,
    shared: ['platform', 'kernel'],
    instead: 'a reaction only enqueues a job: call the action from the job',
  },
  routes: {
    own: ['routes', 'actions', 'queries', 'contract', 'policy', 'present', 'part'],
    others: DOORS,
    shared: ['platform', 'kernel'],
    instead: 'a route is thin: call an action',
  },
  index: {
    own: ['rules', 'contract', 'policy', 'present', 'store', 'part', 'actions', 'queries', 'reactions', 'routes'],
    others: NONE,
    shared: ['kernel', 'platform'],
    instead: 'an index only re-exports what lies in its own feature',
  },
  api: { own: NONE, others: DOORS, shared: ['api', 'platform', 'kernel', 'port'], instead: 'mount what a feature exports from its index' },
  jobs: { own: NONE, others: DOORS, shared: ['jobs', 'platform', 'kernel', 'port'], instead: 'list what a feature exports from its index' },
  port: {
    own: NONE,
    others: ['contract', 'rules'],
    shared: ['port', 'platform', 'kernel'],
    instead: 'the port says what a channel can do; it knows no vendor and no feature',
  },
  channel: {
    own: ['channel'],
    others: ['contract', 'rules'],
    shared: ['port', 'platform', 'kernel'],
    instead: 'a channel sends, receives and verifies: implement channels/port.ts and let src/app.ts wire it',
  },
  app: {
    own: NONE,
    others: [...DOORS, 'channel'],
    shared: ['app', 'api', 'jobs', 'port', 'platform', 'kernel'],
    instead: 'wire what a feature exports from its index',
  },
  main: { own: NONE, others: NONE, shared: ['app', 'main', 'platform', 'kernel'], instead: 'main only starts roles: wire in src/app.ts' },
  cli: {
    own: NONE,
    others: DOORS,
    shared: ['cli', 'app', 'api', 'jobs', 'platform', 'kernel', 'demo', 'main'],
    instead: 'a command calls what a feature exports from its index',
  },
  web: {
    own: NONE,
    others: ['contract', 'rules'],
    shared: ['web', 'kernel'],
    instead: 'the browser may name only #feature/contract, #feature/rules/* and #kernel/*: ask the API, or move the pure part to rules/',
  },
  demo: {
    own: NONE,
    others: DOORS,
    shared: ['demo', 'app', 'api', 'jobs', 'platform', 'kernel'],
    instead: 'the demo acts through what a feature exports from its index',
  },
}
