import { createRouter } from '@tanstack/react-router'
import { accountRoutes } from './accounts/accounts-routes.tsx'
import { adminRoutes } from './admin/admin-routes.tsx'
import { signInRoute } from './auth/sign-in-route.ts'
import { deskRoute } from './desk/desk-route.ts'
import { mailActRoute } from './portal/mail-act/mail-act-route.ts'
import { portalAddresses } from './portal/portal-addresses.ts'
import { portalRoutes } from './portal/portal-routes.tsx'
import { reportsRoute } from './reports/reports-route.ts'
import { NotFoundPage } from './shell/not-found-page.tsx'
import { PageProblem } from './shell/page-problem.tsx'
import { rootRoute } from './shell/root-route.ts'
import { settingsRoute, shellRoute } from './shell/shell-route.ts'
import { frontLineRoute, reportRoute, ticketRoute, ticketsRoute } from './tickets/ticket-routes.ts'

// Every page has its address here; each loads its own code when it is first opened.
const routeTree = rootRoute.addChildren([
  signInRoute,
  mailActRoute,
  shellRoute.addChildren([
    frontLineRoute,
    deskRoute,
    ticketsRoute,
    ticketRoute,
    reportRoute,
    ...accountRoutes,
    reportsRoute,
    adminRoutes,
    settingsRoute,
  ]),
  portalRoutes,
])

export const router = createRouter({
  routeTree,
  rewrite: portalAddresses,
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: PageProblem,
  scrollRestoration: true,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const pairs = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
    const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()
    return text ? `?${text}` : ''
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
