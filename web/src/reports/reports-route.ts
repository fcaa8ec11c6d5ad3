import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { isMonth } from '#reports/rules/months'
import { withWords } from '../i18n/more-words.ts'
import { knownSearch } from '../shell/known-search.ts'
import { shellRoute } from '../shell/shell-route.ts'

export type ReportsSearch = { readonly from?: string; readonly to?: string; readonly account?: string; readonly line?: string }

/** What was asked for stands in the address: months, a customer, a line. */
export const reportsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/reports',
  validateSearch: knownSearch((raw: Record<string, unknown>): ReportsSearch => {
    const word = (name: string) => (typeof raw[name] === 'string' && raw[name] !== '' ? raw[name] : undefined)
    const month = (name: string) => (isMonth(word(name) ?? '') ? word(name) : undefined)
    const [from, to, account, line] = [month('from'), month('to'), word('account'), word('line')]
    return { ...(from ? { from } : {}), ...(to ? { to } : {}), ...(account ? { account } : {}), ...(line ? { line } : {}) }
  }),
  component: lazyRouteComponent(
    withWords(['reports'], () => import('./reports-page.tsx')),
    'ReportsPage',
  ),
})
