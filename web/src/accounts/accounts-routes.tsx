import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { withWords } from '../i18n/more-words.ts'
import { knownSearch } from '../shell/known-search.ts'
import { shellRoute } from '../shell/shell-route.ts'

type Raw = Record<string, unknown>
const TIERS = ['standard', 'priority', 'strategic'] as const
const TABS = ['contacts', 'tickets', 'environments', 'contracts'] as const
export type AccountTab = (typeof TABS)[number]
export type AccountsSearch = {
  readonly q?: string
  readonly tier?: (typeof TIERS)[number]
  readonly mine?: 'true'
  readonly archived?: 'true'
}

const accountsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/accounts',
  validateSearch: knownSearch((raw: Raw): AccountsSearch => {
    const tier = TIERS.find((each) => each === raw['tier'])
    return {
      ...(typeof raw['q'] === 'string' && raw['q'] !== '' ? { q: raw['q'] } : {}),
      ...(tier ? { tier } : {}),
      ...(raw['mine'] === 'true' ? { mine: 'true' as const } : {}),
      ...(raw['archived'] === 'true' ? { archived: 'true' as const } : {}),
    }
  }),
  component: lazyRouteComponent(
    withWords(['accounts', 'admin'], () => import('./accounts-page.tsx')),
    'AccountsPage',
  ),
})

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/accounts/$id',
  validateSearch: knownSearch((raw: Raw): { tab?: AccountTab } => {
    const tab = TABS.find((each) => each === raw['tab'])
    return tab ? { tab } : {}
  }),
  component: lazyRouteComponent(
    withWords(['accounts', 'admin'], () => import('./account/account-page.tsx')),
    'AccountPage',
  ),
})

export const accountRoutes = [accountsRoute, accountRoute] as const
