import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { withWords } from '../i18n/more-words.ts'
import { knownSearch } from '../shell/known-search.ts'
import { rootRoute } from '../shell/root-route.ts'

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: knownSearch((raw: Record<string, unknown>): { next?: string } => {
    const next = raw['next']
    // Only our own pages: a foreign address here would be somebody's trap. And not the door: who has come in does not stand before it again.
    return typeof next === 'string' && /^\/(?![/\\])(?!sign-in(?![^/?#]))/.test(next) ? { next } : {}
  }),
  component: lazyRouteComponent(
    withWords(['sign-in'], () => import('./sign-in-page.tsx')),
    'SignInPage',
  ),
})
