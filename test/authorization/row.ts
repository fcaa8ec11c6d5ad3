import { type Role, rolesIn } from './cast.ts'
import type { World } from './world.ts'

/** One request that would work for whoever may make it. Anything not named is left out. */
export type Ask = {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  /** A string goes as it is, with the content type in `headers`. */
  readonly body?: object | string
  /** The version in If-Match. */
  readonly version?: number
  readonly headers?: Readonly<Record<string, string>>
  /** The answer never ends: only its beginning is looked at. */
  readonly stream?: boolean
}

export type Row = {
  readonly route: string
  /** Let in: answered by what the request says, well or with a refusal of the rules. */
  readonly who: ReadonlySet<Role>
  /** See the thing, so they are told plainly that this is not theirs to do (403). */
  readonly told: ReadonlySet<Role>
  readonly ask: (world: World, as: Role) => Ask | Promise<Ask>
}

/**
 * A line of the matrix: `METHOD /url` as registered; who is let in and, behind a bar, who is told 403 (`lead | member`, see
 * `rolesIn`); and a request good enough to get past validation, made anew for every caller. Everybody else is told 404, and
 * who is not signed in 401. A row whose route has parameters must name existing things, or everybody gets 404.
 */
export function row(route: string, who: string, ask: Row['ask'] = () => ({})): Row {
  const [inside = '', told = ''] = who.split('|')
  return { route, who: rolesIn(inside), told: rolesIn(told), ask }
}
