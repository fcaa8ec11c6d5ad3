import type { Tx } from '#platform/db'
import { requireReferences } from './commit-change.ts'
import { calendarExists } from './store/product-lines.ts'
import { activeStaff } from './store/staff.ts'

type LinePeople = {
  readonly leadId?: string | undefined
  readonly executiveId?: string | undefined
  readonly projectLeadId?: string | null | undefined
  readonly calendarId?: string | undefined
}

/** Throws `invalid-input` unless everyone named is active and the calendar exists; holds those people until the transaction ends. */
export async function requireLinePeople(tx: Tx, line: LinePeople): Promise<void> {
  const people = (['leadId', 'executiveId', 'projectLeadId'] as const).flatMap((path) => {
    const id = line[path]
    return typeof id === 'string' ? [{ path, id }] : []
  })
  const active = await activeStaff(
    tx,
    people.map(({ id }) => id),
  )
  requireReferences([
    ...people.map(({ path, id }) => ({ path, found: active.has(id) })),
    ...(line.calendarId === undefined ? [] : [{ path: 'calendarId', found: await calendarExists(tx, line.calendarId) }]),
  ])
}
