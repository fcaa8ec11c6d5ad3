import { type Role, rolesIn } from './cast.ts'
import type { World } from './world.ts'

/** One request that would work for whoever may make it. Anything not named is left out. */
export type Ask = {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  readonly body?: object
  /** The version in If-Match. */
  readonly version?: number
  readonly headers?: Readonly<Record<string, string>>
}

export type Row = {
  readonly route: string
  /** Let in. Everybody else is told 404, and who is not signed in 401. */
  readonly who: ReadonlySet<Role>
  readonly ask: (world: World, as: Role) => Ask | Promise<Ask>
}

/**
 * A line of the matrix: `METHOD /url` as registered, who is let in (see `rolesIn`), and a request good enough to get past
 * validation, made anew for every caller. A row whose route has parameters must name existing things, or everybody gets 404.
 */
export function row(route: string, who: string, ask: Row['ask'] = () => ({})): Row {
  return { route, who: rolesIn(who), ask }
}
