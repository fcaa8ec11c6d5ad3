import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { SEVERITIES, type Severity, STATUSES, type Status, TICKET_KINDS, type TicketKind } from '#tickets/rules/vocabulary'
import { withWords } from '../i18n/more-words.ts'
import { knownSearch } from '../shell/known-search.ts'
import { shellRoute } from '../shell/shell-route.ts'

type Raw = Record<string, unknown>

/** Filters live in the address, so a view can be sent to a colleague and back works. */
export type FrontLineSearch = { readonly line?: string; readonly severity?: Severity; readonly mine?: 'true' }
export type TicketsSearch = {
  readonly q?: string
  readonly status?: Status | 'not_closed'
  readonly severity?: Severity
  readonly kind?: TicketKind
  readonly line?: string
  readonly account?: string
  readonly mine?: 'true'
  readonly sort?: 'nextDue' | 'severity' | '-createdAt'
}
export const TICKET_TABS = ['conversation', 'description', 'findings', 'timeline'] as const
export type TicketTab = (typeof TICKET_TABS)[number]
export type TicketSearch = { readonly tab?: TicketTab | undefined }

export const frontLineRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  validateSearch: knownSearch(
    (raw: Raw): FrontLineSearch => ({
      ...given('line', text(raw['line'])),
      ...given('severity', oneOf(SEVERITIES, raw['severity'])),
      ...given('mine', oneOf(['true'] as const, raw['mine'])),
    }),
  ),
  component: lazyRouteComponent(() => import('./front-line/front-line-page.tsx'), 'FrontLinePage'),
})

export const ticketsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tickets',
  validateSearch: knownSearch(
    (raw: Raw): TicketsSearch => ({
      ...given('q', text(raw['q'])),
      ...given('status', oneOf([...STATUSES, 'not_closed'] as const, raw['status'])),
      ...given('severity', oneOf(SEVERITIES, raw['severity'])),
      ...given('kind', oneOf(TICKET_KINDS, raw['kind'])),
      ...given('line', text(raw['line'])),
      ...given('account', text(raw['account'])),
      ...given('mine', oneOf(['true'] as const, raw['mine'])),
      ...given('sort', oneOf(['nextDue', 'severity', '-createdAt'] as const, raw['sort'])),
    }),
  ),
  component: lazyRouteComponent(() => import('./list/tickets-page.tsx'), 'TicketsPage'),
})

export const ticketRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tickets/$number',
  validateSearch: knownSearch((raw: Raw): TicketSearch => given('tab', oneOf(TICKET_TABS, raw['tab']))),
  component: lazyRouteComponent(() => import('./ticket/ticket-page.tsx'), 'TicketPage'),
})

export const reportRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/report',
  validateSearch: knownSearch((raw: Raw): { account?: string } => given('account', text(raw['account']))),
  component: lazyRouteComponent(
    withWords(['report'], () => import('./report/report-page.tsx')),
    'ReportPage',
  ),
})

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function oneOf<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value)
}

function given<K extends string, V>(name: K, value: V | undefined): { [name in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [name in K]?: V }
}
