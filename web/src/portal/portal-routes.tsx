import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { meQuery } from '../api/me.ts'
import { asProblem } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import { withWords } from '../i18n/more-words.ts'
import { rootRoute } from '../shell/root-route.ts'
import { isGuest } from './portal-addresses.ts'

/** Everything for people of customers and partners. */
const portalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/portal',
  beforeLoad: async ({ location }) => {
    const me = await queryClient.ensureQueryData(meQuery).catch((fault: unknown) => {
      if (asProblem(fault).status === 401) throw redirect({ to: '/sign-in', search: { next: location.publicHref } })
      throw fault
    })
    if (!isGuest(me)) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(
    withWords(['portal'], () => import('./portal-shell.tsx')),
    'PortalShell',
  ),
})

const homeRoute = createRoute({
  getParentRoute: () => portalRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./home/home-page.tsx'), 'HomePage'),
})

const reportRoute = createRoute({
  getParentRoute: () => portalRoute,
  path: '/report',
  component: lazyRouteComponent(() => import('./report/report-page.tsx'), 'ReportPage'),
})

const ticketRoute = createRoute({
  getParentRoute: () => portalRoute,
  path: '/tickets/$number',
  component: lazyRouteComponent(() => import('./ticket/ticket-page.tsx'), 'TicketPage'),
})

/** The address of the staff's list leads customers to theirs. */
const ticketsRoute = createRoute({
  getParentRoute: () => portalRoute,
  path: '/tickets',
  beforeLoad: () => {
    throw redirect({ to: '/portal', replace: true })
  },
})

const profileRoute = createRoute({
  getParentRoute: () => portalRoute,
  path: '/profile',
  component: lazyRouteComponent(
    withWords(['security', 'sign-in'], () => import('./profile/profile-page.tsx')),
    'ProfilePage',
  ),
})

export const portalRoutes = portalRoute.addChildren([homeRoute, reportRoute, ticketRoute, ticketsRoute, profileRoute])
