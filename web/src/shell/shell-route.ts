import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { meQuery } from '../api/me.ts'
import { asProblem } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import { withWords } from '../i18n/more-words.ts'
import { inPortal, isGuest } from '../portal/portal-addresses.ts'
import { rootRoute } from './root-route.ts'

/** Everything for signed-in staff: the rail, the top bar, and a page inside. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    const me = await queryClient.ensureQueryData(meQuery).catch((fault: unknown) => {
      if (asProblem(fault).status === 401) throw redirect({ to: '/sign-in', search: { next: location.href } })
      throw fault
    })
    // Customers and partners have pages of their own under the same addresses.
    if (isGuest(me)) throw redirect({ to: inPortal(location.pathname), replace: true })
  },
  component: lazyRouteComponent(() => import('./shell.tsx'), 'Shell'),
})

/** One's own settings; customers and partners have theirs under the same address. */
export const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/profile',
  component: lazyRouteComponent(
    withWords(['settings', 'security', 'sign-in'], () => import('./settings/settings-page.tsx')),
    'SettingsPage',
  ),
})
