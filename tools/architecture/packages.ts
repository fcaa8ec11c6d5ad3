import type { Layer } from './layers.ts'

/**
 * Who may name a package from the registry. A package that is not listed may be named by nobody: adding one is a
 * decision, made here in one line. `features` narrows a permission to those features.
 */
export type PackagePermission = {
  readonly names: readonly string[]
  readonly layers: readonly Layer[]
  readonly features?: readonly string[]
  readonly instead: string
}

const HTTP = ['platform', 'api', 'routes', 'app'] as const
const FEATURE_INSIDE = ['part', 'store', 'actions', 'queries', 'routes', 'index', 'reactions', 'present'] as const

export const SERVER_PACKAGES: readonly PackagePermission[] = [
  {
    names: ['zod'],
    layers: ['kernel', 'contract', 'policy', 'platform', 'api', 'routes', 'part', 'app', 'cli', 'jobs', 'demo', 'channel', 'port'],
    instead: 'check the shape in contract.ts; inside, values are already typed',
  },
  { names: ['temporal-polyfill'], layers: ['kernel', 'rules', 'platform', 'demo', 'cli'], instead: 'ask a rule for the instant' },
  // The demo keeps its own row of state and takes away what a killed load has left.
  { names: ['kysely'], layers: ['platform', 'store', 'demo'], instead: 'put the SQL in store.ts and take `Tx` from #platform/db' },
  { names: ['pg'], layers: ['platform'], instead: 'use #platform/db: one pool, one way to parse instants' },
  { names: ['pg-boss'], layers: ['platform', 'jobs'], instead: 'return an event; src/jobs enqueues what follows from it' },
  {
    names: ['fastify', 'fastify-plugin', 'fastify-type-provider-zod', '@fastify/*', '@scalar/*', 'helmet'],
    layers: HTTP,
    instead: 'HTTP ends in routes.ts: pass plain values on',
  },
  { names: ['pino', 'prom-client'], layers: ['platform'], instead: 'use #platform/log and #platform/metrics' },
  { names: ['@opentelemetry/*'], layers: ['platform'], instead: 'trace at the edge, in platform/' },
  { names: ['commander'], layers: ['cli'], instead: 'parse arguments in src/cli' },
  {
    names: ['better-auth'],
    layers: FEATURE_INSIDE,
    features: ['auth'],
    instead: 'ask #auth: only the auth feature knows how people sign in',
  },
  {
    names: ['chinese-days', 'date-holidays'],
    layers: FEATURE_INSIDE,
    features: ['obligations'],
    instead: 'calendars are data: these packages only fill them, in the obligations feature',
  },
  { names: ['@node-rs/jieba'], layers: ['platform'], instead: 'use #platform/words: one dictionary for writing and for asking' },
  { names: ['sanitize-html', 'htmlparser2'], layers: ['platform'], instead: 'use #platform/html: what is shown is cleaned in one place' },
  {
    names: ['iconv-lite'],
    layers: ['channel'],
    instead: 'TextDecoder reads every charset of the web; only mail has older ones, and src/channels/email reads those',
  },
  {
    names: ['rtf-stream-parser', '@kenjiuno/decompressrtf'],
    layers: ['channel'],
    instead: 'only mail brings bodies in RTF, and src/channels/email/understand reads those',
  },
  { names: ['standardwebhooks'], layers: ['channel', 'platform'], instead: 'signing belongs to the channel' },
  {
    names: ['nodemailer', 'imapflow', 'mailparser', 'smtp-server', '@larksuiteoapi/*', 'dingtalk-stream', '@slack/*', 'web-push'],
    layers: ['channel'],
    instead: 'only src/channels/<vendor> speaks to a vendor and only src/app.ts names it: depend on channels/port.ts',
  },
  {
    names: ['pptxgenjs', 'docx', 'pdfmake'],
    layers: FEATURE_INSIDE,
    features: ['reports'],
    instead: 'documents are written by the reports feature',
  },
]

/** What the browser may load. */
export const WEB_PACKAGES: readonly string[] = [
  'react',
  'react-dom',
  'antd',
  '@ant-design/*',
  '@tanstack/*',
  'i18next',
  'react-i18next',
  'react-hotkeys-hook',
  'cmdk',
  'openapi-fetch',
  'echarts',
  'dompurify',
  'temporal-polyfill',
  'zod',
]

/** `node:` modules: the machine. Rules, contracts, policies and presenters never touch it; the browser has none. */
export const NODE_LAYERS: readonly Layer[] = ['platform', 'api', 'jobs', 'app', 'main', 'cli', 'demo', 'channel']
/** Identity and mail work with secrets of their own, so their inside may use `node:crypto`. */
export const NODE_FEATURES: readonly string[] = ['auth', 'mail']

export function isListed(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => (pattern.endsWith('/*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern))
}
