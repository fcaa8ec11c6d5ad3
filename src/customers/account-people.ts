import { activeStaff, requireReferences } from '#organization'
import type { Tx } from '#platform/db'

type AccountPeople = { readonly servicePersonId?: string | null | undefined; readonly teamIds?: readonly string[] | undefined }

/** Throws `invalid-input` unless the service person and the team are active; holds those people until the transaction ends. */
export async function requireAccountPeople(tx: Tx, { servicePersonId, teamIds = [] }: AccountPeople): Promise<void> {
  const active = await activeStaff(tx, [...teamIds, ...(servicePersonId ? [servicePersonId] : [])])
  requireReferences([
    ...(servicePersonId ? [{ path: 'servicePersonId', found: active.has(servicePersonId) }] : []),
    ...teamIds.map((id, i) => ({ path: `teamIds.${i}`, found: active.has(id) })),
  ])
}
