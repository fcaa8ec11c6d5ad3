import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { withWords } from '../i18n/more-words.ts'
import { knownSearch } from '../shell/known-search.ts'
import { shellRoute } from '../shell/shell-route.ts'

type Raw = Record<string, unknown>
const word = (raw: Raw, name: string): string | undefined => (typeof raw[name] === 'string' && raw[name] !== '' ? raw[name] : undefined)

/** Administration: the workspace's setup for administrators, squads and rosters for those who lead a line. */
const adminRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin',
  component: lazyRouteComponent(
    withWords(['admin'], () => import('./admin-frame.tsx')),
    'AdminFrame',
  ),
})

const indexRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./admin-index.tsx'), 'AdminIndex'),
})

const workspaceRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/workspace',
  component: lazyRouteComponent(() => import('./workspace/workspace-page.tsx'), 'WorkspacePage'),
})

export type StaffSearch = { readonly q?: string; readonly function?: string; readonly show?: 'disabled' | 'all' }
const staffRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/staff',
  validateSearch: knownSearch((raw: Raw): StaffSearch => {
    const q = word(raw, 'q')
    const key = word(raw, 'function')
    const show = raw['show'] === 'disabled' || raw['show'] === 'all' ? raw['show'] : undefined
    return { ...(q ? { q } : {}), ...(key ? { function: key } : {}), ...(show ? { show } : {}) }
  }),
  component: lazyRouteComponent(() => import('./staff/staff-page.tsx'), 'StaffPage'),
})

const functionsRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/functions',
  component: lazyRouteComponent(() => import('./functions/functions-page.tsx'), 'FunctionsPage'),
})

const linesRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/lines',
  validateSearch: knownSearch((raw: Raw): { archived?: 'true' } => (raw['archived'] === 'true' ? { archived: 'true' } : {})),
  component: lazyRouteComponent(() => import('./lines/lines-page.tsx'), 'LinesPage'),
})

const squadsRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/squads',
  component: lazyRouteComponent(() => import('./squads/squads-page.tsx'), 'SquadsPage'),
})

export type RosterSearch = { readonly line?: string; readonly week?: string }
const rostersRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/rosters',
  validateSearch: knownSearch((raw: Raw): RosterSearch => {
    const line = word(raw, 'line')
    const week = word(raw, 'week')
    return { ...(line ? { line } : {}), ...(week && /^\d{4}-\d{2}-\d{2}$/.test(week) ? { week } : {}) }
  }),
  component: lazyRouteComponent(() => import('./rosters/rosters-page.tsx'), 'RostersPage'),
})

const calendarsRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/calendars',
  component: lazyRouteComponent(() => import('./calendars/calendars-page.tsx'), 'CalendarsPage'),
})

const calendarRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/calendars/$id',
  component: lazyRouteComponent(() => import('./calendars/calendar-page.tsx'), 'CalendarPage'),
})

const policiesRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/policies',
  component: lazyRouteComponent(() => import('./policies/policies-page.tsx'), 'PoliciesPage'),
})

const policyRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/policies/$id',
  component: lazyRouteComponent(() => import('./policies/policy-page.tsx'), 'PolicyPage'),
})

const playbooksRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/playbooks',
  component: lazyRouteComponent(() => import('./playbooks/playbooks-page.tsx'), 'PlaybooksPage'),
})

const playbookRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/playbooks/$kind',
  component: lazyRouteComponent(() => import('./playbooks/playbook-page.tsx'), 'PlaybookPage'),
})

export type PartnersSearch = { readonly q?: string; readonly partner?: string }
const partnersRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/partners',
  validateSearch: knownSearch((raw: Raw): PartnersSearch => {
    const q = word(raw, 'q')
    const partner = word(raw, 'partner')
    return { ...(q ? { q } : {}), ...(partner ? { partner } : {}) }
  }),
  component: lazyRouteComponent(() => import('./partners/partners-page.tsx'), 'PartnersPage'),
})

const keysRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/keys',
  component: lazyRouteComponent(() => import('./keys/keys-page.tsx'), 'KeysPage'),
})

const mailboxesRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/mailboxes',
  component: lazyRouteComponent(() => import('./mailboxes/mailboxes-page.tsx'), 'MailboxesPage'),
})

/** By the names the provider gives them. */
export type ConsentSearch = {
  readonly state?: string
  readonly code?: string
  readonly error?: string
  readonly error_description?: string
}
const consentReturnRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/mailboxes/signed-in',
  validateSearch: knownSearch((raw: Raw): ConsentSearch => {
    const [state, code, error, said] = ['state', 'code', 'error', 'error_description'].map((one) => word(raw, one))
    return {
      ...(state ? { state } : {}),
      ...(code ? { code } : {}),
      ...(error ? { error } : {}),
      ...(said ? { error_description: said } : {}),
    }
  }),
  component: lazyRouteComponent(() => import('./mailboxes/consent-return-page.tsx'), 'ConsentReturnPage'),
})

const RECEIVED = ['quarantined', 'waiting', 'taken', 'ignored', 'duplicate', 'all'] as const
export type ReceivedSearch = { readonly state?: (typeof RECEIVED)[number]; readonly mailbox?: string }
const receivedRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/received',
  validateSearch: knownSearch((raw: Raw): ReceivedSearch => {
    const state = RECEIVED.find((one) => one === raw['state'])
    const mailbox = word(raw, 'mailbox')
    return { ...(state ? { state } : {}), ...(mailbox ? { mailbox } : {}) }
  }),
  component: lazyRouteComponent(() => import('./received/received-page.tsx'), 'ReceivedPage'),
})

export type BouncingSearch = { readonly standing?: 'temporary' | 'all'; readonly q?: string }
const bouncingRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/bouncing',
  validateSearch: knownSearch((raw: Raw): BouncingSearch => {
    const standing = raw['standing'] === 'temporary' || raw['standing'] === 'all' ? raw['standing'] : undefined
    const q = word(raw, 'q')
    return { ...(standing ? { standing } : {}), ...(q ? { q } : {}) }
  }),
  component: lazyRouteComponent(() => import('./bouncing/bouncing-page.tsx'), 'BouncingPage'),
})

export const adminRoutes = adminRoute.addChildren([
  indexRoute,
  workspaceRoute,
  staffRoute,
  functionsRoute,
  linesRoute,
  squadsRoute,
  rostersRoute,
  calendarsRoute,
  calendarRoute,
  policiesRoute,
  policyRoute,
  playbooksRoute,
  playbookRoute,
  partnersRoute,
  mailboxesRoute,
  consentReturnRoute,
  receivedRoute,
  bouncingRoute,
  keysRoute,
])
