import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../shell/shell-route.ts'

export const deskRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/desk',
  component: lazyRouteComponent(() => import('./desk-page.tsx'), 'DeskPage'),
})
