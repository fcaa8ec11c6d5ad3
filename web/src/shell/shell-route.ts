import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { meQuery } from '../api/me.ts'
import { asProblem } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import { rootRoute } from './root-route.ts'

/** Everything for signed-in staff: the rail, the top bar, and a page inside. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery)
    } catch (fault) {
      if (asProblem(fault).status === 401) throw redirect({ to: '/sign-in', search: { next: location.href } })
      throw fault
    }
  },
  component: lazyRouteComponent(() => import('./shell.tsx'), 'Shell'),
})
