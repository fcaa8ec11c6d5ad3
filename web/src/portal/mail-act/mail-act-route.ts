import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { withWords } from '../../i18n/more-words.ts'
import { rootRoute } from '../../shell/root-route.ts'

/** Where the links of our mails lead: open to whoever has the link, signed in or not. */
export const mailActRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mail-act',
  component: lazyRouteComponent(
    withWords(['portal'], () => import('./mail-act-page.tsx')),
    'MailActPage',
  ),
})
