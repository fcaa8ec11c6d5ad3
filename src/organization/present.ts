import type { Actor } from '#kernel/actor'
import { instantText } from '#kernel/fields'
import type { ComponentOut, ProductLineOut, RosterOut, SquadOut, StaffOut, WorkspaceOut } from './contract.ts'
import { mayAdminister, mayArrangeLine, maySetAway } from './policy.ts'
import { WEEKDAYS } from './rules/working-hours.ts'
import type { ComponentRecord, ProductLineRecord } from './store/product-lines.ts'
import type { RosterRecord } from './store/rosters.ts'
import type { SquadRecord } from './store/squads.ts'
import type { StaffRecord } from './store/staff.ts'
import type { WorkspaceRecord } from './store/workspace.ts'

/** Records as JSON, each with what the reader may do with it, so that buttons never re-derive rights. */

export function presentStaff(staff: StaffRecord, actor: Actor): StaffOut {
  const { functions, skills, workingHours, awayFrom, awayUntil, disabledAt, createdAt } = staff
  const hours = WEEKDAYS.flatMap((day) => {
    const windows = workingHours[day]
    return windows === undefined ? [] : [[day, windows.map(([start, end]): [string, string] => [start, end])] as const]
  })
  return {
    id: staff.id,
    name: staff.name,
    email: staff.email,
    role: staff.role,
    functions: [...functions],
    skills: [...skills],
    title: staff.title,
    locale: staff.locale,
    timeZone: staff.timeZone,
    workingHours: Object.fromEntries(hours),
    awayFrom: instantText(awayFrom),
    awayUntil: instantText(awayUntil),
    autoAccept: staff.autoAccept,
    active: staff.active,
    disabledAt: instantText(disabledAt),
    version: staff.version,
    createdAt: instantText(createdAt),
    abilities: staffAbilities(staff, actor),
  }
}

function staffAbilities({ id, active }: StaffRecord, actor: Actor): StaffOut['abilities'] {
  if (!active) return mayAdminister(actor) ? ['enable'] : []
  if (mayAdminister(actor)) return ['edit', 'set-away', 'disable']
  return maySetAway(actor, { id }) ? ['set-away'] : []
}

export function presentProductLine(line: ProductLineRecord, actor: Actor): ProductLineOut {
  const arrange = mayArrangeLine(actor, { leadId: line.lead.id })
  return {
    id: line.id,
    name: line.name,
    lead: line.lead,
    executive: line.executive,
    projectLead: line.projectLead,
    calendar: line.calendar,
    position: line.position,
    archivedAt: instantText(line.archivedAt),
    version: line.version,
    createdAt: instantText(line.createdAt),
    abilities: [...(mayAdminister(actor) ? (['edit'] as const) : []), ...(arrange ? (['edit-squads', 'edit-rosters'] as const) : [])],
  }
}

export function presentComponent(component: ComponentRecord): ComponentOut {
  const { id, productLine, name, archivedAt, version } = component
  return { id, productLine, name, archivedAt: instantText(archivedAt), version }
}

export function presentSquad(squad: SquadRecord, actor: Actor): SquadOut {
  const { id, productLine, name, lead, members, version, lineLeadId } = squad
  return {
    id,
    productLine,
    name,
    lead,
    members: [...members],
    version,
    abilities: mayArrangeLine(actor, { leadId: lineLeadId }) ? ['edit'] : [],
  }
}

export function presentRoster(entry: RosterRecord, actor: Actor): RosterOut {
  return {
    id: entry.id,
    productLine: entry.productLine,
    function: entry.function,
    staff: entry.staff,
    from: instantText(entry.from),
    to: instantText(entry.to),
    version: entry.version,
    abilities: mayArrangeLine(actor, { leadId: entry.lineLeadId }) ? ['edit', 'remove'] : [],
  }
}

export function presentWorkspace(workspace: WorkspaceRecord, actor: Actor): WorkspaceOut {
  return { ...workspace, severityLabels: { ...workspace.severityLabels }, abilities: mayAdminister(actor) ? ['edit', 'administer'] : [] }
}
