import type { Tx } from '#platform/db'
import { requireReferences } from './commit-change.ts'
import type { SquadMember } from './contract.ts'
import { knownFunctions } from './store/functions.ts'
import { activeStaff } from './store/staff.ts'

type SquadPeople = { readonly leadId?: string | undefined; readonly members?: readonly SquadMember[] | undefined }

/** Throws `invalid-input` unless lead and members are active and their functions exist; holds those people until the transaction ends. */
export async function requireSquadPeople(tx: Tx, { leadId, members = [] }: SquadPeople): Promise<void> {
  const active = await activeStaff(tx, [...members.map(({ staffId }) => staffId), ...(leadId === undefined ? [] : [leadId])])
  const functions = await knownFunctions(
    tx,
    members.map((member) => member.function),
  )
  requireReferences([
    ...(leadId === undefined ? [] : [{ path: 'leadId', found: active.has(leadId) }]),
    ...members.map(({ staffId }, i) => ({ path: `members.${i}.staffId`, found: active.has(staffId) })),
    ...members.map((member, i) => ({ path: `members.${i}.function`, found: functions.has(member.function) })),
  ])
}
