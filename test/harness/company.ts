import type { App } from '#app'
import { createKey } from '#auth'
import { createAccount, createContact, createEnvironment, createPartner, createPartnerPerson } from '#customers'
import { createCalendar, createServicePolicy } from '#obligations'
import { DEFAULT_SERVICE_POLICY } from '#obligations/rules/default-service-policy'
import { coverage } from '#oncall'
import { createComponent, createProductLine, createSquad, createStaff, createWorkspace } from '#organization'
import type { Ctx } from '#platform/ctx'

/** Who can be asked for in tests: `api.as('owner')`… Everybody works at any hour unless a test says otherwise. */
export const STAFF = {
  support: { name: '李想', functions: ['frontline'], role: 'member' },
  support2: { name: '周舟', functions: ['frontline', 'success'], role: 'member' },
  tester: { name: '李娜', functions: ['qa'], role: 'member' },
  product: { name: '王雪', functions: ['product'], role: 'member' },
  engineer: { name: '陈工', functions: ['engineering'], role: 'member' },
  operator: { name: '赵维', functions: ['operations'], role: 'member' },
  projectLead: { name: '孙岚', functions: ['project_lead'], role: 'member' },
  lead: { name: '吴帅', functions: ['frontline', 'engineering'], role: 'lead' },
  dutyManager: { name: '郑值', functions: ['operations'], role: 'lead' },
  executive: { name: '冯总', functions: ['executive'], role: 'executive' },
  administrator: { name: '管理员', functions: ['operations'], role: 'administrator' },
} as const
export const CONTACTS = {
  customer: { name: '张敏', department: '财务部', sees: 'mine' },
  colleague: { name: '刘洋', department: '财务部', sees: 'department' },
  boss: { name: '何总', department: '总经办', sees: 'all' },
} as const
export type Who = keyof typeof STAFF | keyof typeof CONTACTS | 'stranger' | 'partner' | 'integration' | 'reader'

export type Company = {
  readonly ids: Readonly<
    Record<Who | 'line' | 'otherLine' | 'account' | 'otherAccount' | 'calendar' | 'policy' | 'component' | 'environment', string>
  >
  readonly keys: Readonly<Record<Who, string>>
}

const ANY_HOUR = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]))
const WORKDAY: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
]
/** Monday to Friday, lunch from twelve to one, Shanghai. */
export const WORKING_CALENDAR = {
  timeZone: 'Asia/Shanghai',
  windows: { mon: WORKDAY, tue: WORKDAY, wed: WORKDAY, thu: WORKDAY, fri: WORKDAY },
  holidays: [],
  addedDays: [],
  exceptions: [],
}

/** A small vendor with two lines, two customers and a key for everybody, made by the same actions as real use. */
export async function foundCompany(app: App): Promise<Company> {
  const ctx = await app.systemCtx()
  const identity = app.identity
  const ids: Record<string, string> = {}
  for (const [who, { name, functions, role }] of Object.entries(STAFF)) {
    const fields = {
      name,
      functions: [...functions],
      role,
      email: `${who.toLowerCase()}@vendor.test`,
      workingHours: ANY_HOUR,
      invite: false,
      autoAccept: false,
    }
    ids[who] = (await createStaff(ctx, fields as never, identity)).id
  }
  ids['calendar'] = (await createCalendar(ctx, { name: '工作日历', document: WORKING_CALENDAR as never })).id
  await foundLines(ctx, ids)
  const policy = { name: '默认策略', productLineId: null, document: DEFAULT_SERVICE_POLICY }
  ids['policy'] = (await createServicePolicy(ctx, policy as never, { coverageOf: coverage })).id
  await foundCustomers(ctx, ids, identity)
  return { ids: ids as Company['ids'], keys: await cutKeys(ctx, ids) }
}

async function foundLines(ctx: Ctx, ids: Record<string, string>): Promise<void> {
  const people = { leadId: ids['lead']!, executiveId: ids['executive']!, projectLeadId: ids['projectLead']!, calendarId: ids['calendar']! }
  ids['line'] = (await createProductLine(ctx, { name: '报表分析', ...people })).id
  ids['otherLine'] = (await createProductLine(ctx, { name: '数据集成', ...people })).id
  const members = Object.entries(STAFF).flatMap(([who, { functions }]) => functions.map((key) => ({ staffId: ids[who]!, function: key })))
  await createSquad(ctx, {
    productLineId: ids['line'],
    name: '报表小组',
    leadId: ids['lead']!,
    members: members.filter((one) => one.staffId !== ids['lead']),
  })
  await createSquad(ctx, {
    productLineId: ids['otherLine'],
    name: '集成小组',
    leadId: ids['lead']!,
    members: [{ staffId: ids['support2']!, function: 'frontline' }],
  })
  ids['component'] = (await createComponent(ctx, { productLineId: ids['line'], name: '导出' })).id
  await createWorkspace(ctx, {
    name: '云帆软件',
    defaultProductLineId: ids['line'],
    dutyManagerId: ids['dutyManager']!,
    lastResortId: ids['administrator']!,
  } as never)
}

async function foundCustomers(ctx: Ctx, ids: Record<string, string>, identity: App['identity']): Promise<void> {
  ids['account'] = (await createAccount(ctx, { name: '华东制造', tier: 'priority', domains: ['huadong.test'] })).id
  ids['otherAccount'] = (await createAccount(ctx, { name: '西部物流' })).id
  for (const [who, contact] of Object.entries(CONTACTS))
    ids[who] = (await createContact(ctx, { accountId: ids['account'], ...contact, email: `${who}@huadong.test` } as never, identity)).id
  ids['stranger'] = (
    await createContact(ctx, { accountId: ids['otherAccount'], name: '外人', email: 'stranger@xibu.test', sees: 'all' }, identity)
  ).id
  ids['environment'] = (await createEnvironment(ctx, { accountId: ids['account'], name: '生产环境', deployment: 'private' } as never)).id
  const partner = await createPartner(ctx, { name: '同行集成商' })
  ids['partner'] = (
    await createPartnerPerson(ctx, { partnerId: partner.id, name: '伙伴小何', email: 'he@partner.test' } as never, identity)
  ).id
}

async function cutKeys(ctx: Ctx, ids: Record<string, string>): Promise<Company['keys']> {
  const keys: Record<string, string> = {}
  const cut = async (who: string, holder: object, scopes: string[] | null) => {
    keys[who] = (await createKey(ctx, { name: `test ${who}`, holder: holder as never, scopes } as never)).key
  }
  for (const who of Object.keys(STAFF)) await cut(who, { kind: 'staff', id: ids[who] }, null)
  for (const who of [...Object.keys(CONTACTS), 'stranger']) await cut(who, { kind: 'contact', id: ids[who] }, null)
  await cut('partner', { kind: 'partner', id: ids['partner'] }, null)
  await cut('reader', { kind: 'staff', id: ids['support'] }, ['tickets:read'])
  await cut('integration', { kind: 'integration' }, ['tickets:read', 'tickets:write'])
  ids['reader'] = ids['support']!
  return keys as Company['keys']
}
