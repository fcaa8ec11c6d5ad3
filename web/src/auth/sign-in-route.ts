import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { withWords } from '../i18n/more-words.ts'
import { rootRoute } from '../shell/root-route.ts'

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>): { next?: string } => {
    const next = raw['next']
    // Only our own pages: a foreign address here would be somebody's trap.
    return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {}
  },
  component: lazyRouteComponent(
    withWords(['sign-in'], () => import('./sign-in-page.tsx')),
    'SignInPage',
  ),
})
