import type { Actor, StaffRole } from '#kernel/actor'

/**
 * What may be done to the workspace as a whole. What may be done to one ticket, account or line is its own feature's
 * policy, and comes with that thing as its abilities.
 */
export const WORKSPACE_VERBS = [
  'read the workspace',
  'create accounts',
  'break the glass',
  'set up the workspace',
  'manage access',
] as const
export type WorkspaceVerb = (typeof WORKSPACE_VERBS)[number]

const ROLES: Readonly<Record<WorkspaceVerb, readonly StaffRole[]>> = {
  // The whole company is on one front line.
  'read the workspace': ['member', 'lead', 'executive', 'administrator'],
  'create accounts': ['lead', 'executive', 'administrator'],
  // A confidential ticket, with a reason, told to its owner.
  'break the glass': ['executive', 'administrator'],
  // People, lines, functions, calendars, service policies, playbooks, the test clock.
  'set up the workspace': ['administrator'],
  // Other people's sessions and keys, and integrations.
  'manage access': ['administrator'],
}
const NEEDS_ADMIN_SCOPE: readonly WorkspaceVerb[] = ['break the glass', 'set up the workspace', 'manage access']

/** Whether this actor may. A key narrowed to scopes reaches nothing of weight without `admin`, whoever it acts as. */
export function may(actor: Actor, verb: WorkspaceVerb): boolean {
  switch (actor.kind) {
    case 'system':
      return true
    case 'staff':
      return (
        ROLES[verb].includes(actor.role) && (actor.scopes === null || !NEEDS_ADMIN_SCOPE.includes(verb) || actor.scopes.includes('admin'))
      )
    case 'contact':
    case 'partner':
    case 'integration':
      return false
  }
}

/** What the browser is told: buttons never re-derive rights. */
export function abilitiesOf(actor: Actor): WorkspaceVerb[] {
  return WORKSPACE_VERBS.filter((verb) => may(actor, verb))
}
