import type { Actor, StaffRole } from '#kernel/actor'

/** What may be done to the workspace as a whole. What may be done to one ticket is the tickets' own policy. */
export const WORKSPACE_VERBS = [
  'read the workspace',
  'manage customers',
  'manage rosters',
  'assign duties',
  'read personal figures of the team',
  'break the glass',
  'manage people',
  'manage access',
  'set up the workspace',
] as const
export type WorkspaceVerb = (typeof WORKSPACE_VERBS)[number]

const EVERY_STAFF: readonly StaffRole[] = ['member', 'lead', 'executive', 'administrator']

const ROLES: Readonly<Record<WorkspaceVerb, readonly StaffRole[]>> = {
  // Lines, people on duty, accounts: the whole company is on one front line.
  'read the workspace': EVERY_STAFF,
  // Accounts, contacts, contracts, environments.
  'manage customers': EVERY_STAFF,
  'manage rosters': ['lead', 'administrator'],
  'assign duties': ['lead', 'executive', 'administrator'],
  'read personal figures of the team': ['lead'],
  // A confidential ticket, with a reason, told to its owner.
  'break the glass': ['executive', 'administrator'],
  // Staff, squads, partner people.
  'manage people': ['administrator'],
  // Other people's sessions and keys, and integrations.
  'manage access': ['administrator'],
  // Lines, functions, calendars, service policies, playbooks, the test clock.
  'set up the workspace': ['administrator'],
}

const NEEDS_ADMIN_SCOPE: readonly WorkspaceVerb[] = ['break the glass', 'manage people', 'manage access', 'set up the workspace']

/** Whether this actor may. A key narrowed to scopes never reaches setup without `admin`, whoever it acts as. */
export function may(actor: Actor, verb: WorkspaceVerb): boolean {
  switch (actor.kind) {
    case 'system':
      return true
    case 'staff':
      return (
        ROLES[verb].includes(actor.role) && (actor.scopes === null || !NEEDS_ADMIN_SCOPE.includes(verb) || actor.scopes.includes('admin'))
      )
    case 'integration':
      return (
        verb === 'read the workspace' ||
        verb === 'manage customers' ||
        (verb !== 'manage access' && setsUp(verb) && actor.scopes.includes('admin'))
      )
    case 'contact':
    case 'partner':
      return false
  }
}

function setsUp(verb: WorkspaceVerb): boolean {
  return verb === 'set up the workspace' || verb === 'manage people' || verb === 'manage rosters'
}

/** What the browser is told: buttons never re-derive rights. */
export function abilitiesOf(actor: Actor): WorkspaceVerb[] {
  return WORKSPACE_VERBS.filter((verb) => may(actor, verb))
}
