import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { addMs, HOUR } from '#kernel/instant'
import {
  createComponent,
  createProductLine,
  createSquad,
  createWorkspace,
  editProductLine,
  editSquad,
  editWorkspace,
  fillRoster,
  putOnRoster,
} from '#organization'
import { type Company, openCompany, staffActor, T0 } from './company-stage.ts'

let company: Company
beforeAll(async () => {
  company = await openCompany()
})
afterAll(() => company.close())

const refusal = (code: string, params: Record<string, unknown> = {}) => ({ refusal: { code, params: expect.objectContaining(params) } })
const newLine = (name: string) => {
  const { lead, executive } = company.people
  return createProductLine(company.system, { name, leadId: lead.id, executiveId: executive.id, calendarId: company.calendarId })
}

describe('product lines', () => {
  test('a line is opened only with people who are there and a calendar that is', async () => {
    const nobody = newId(T0)
    await expect(
      createProductLine(company.system, { name: '无人线', leadId: nobody, executiveId: company.people.executive.id, calendarId: nobody }),
    ).rejects.toMatchObject({
      fields: [
        { path: 'leadId', code: 'unknown-reference' },
        { path: 'calendarId', code: 'unknown-reference' },
      ],
    })
    await expect(newLine('支付')).rejects.toMatchObject(refusal('already-exists', { what: '支付' }))
  })

  test('the default line cannot be archived; another can, lets its people go, and comes back only whole', async () => {
    await expect(editProductLine(company.system, { id: company.line.id, version: null, patch: { archived: true } })).rejects.toMatchObject(
      refusal('line-is-default', { line: '支付' }),
    )
    const line = await newLine('旧业务')
    const member = { staffId: company.people.frontline.id, function: 'frontline' }
    const input = { productLineId: line.id, name: '老组', leadId: company.people.lead.id, members: [member] }
    const squad = await createSquad(company.system, input)
    const archived = await editProductLine(company.system, { id: line.id, version: 1, patch: { archived: true } })
    expect(archived).toMatchObject({ archivedAt: T0, version: 2 })
    await expect(createSquad(company.system, { ...input, name: '新组' })).rejects.toMatchObject(refusal('line-archived'))
    await editSquad(company.system, { id: squad.id, version: null, patch: { members: [] } })
    await expect(editProductLine(company.system, { id: line.id, version: 2, patch: { archived: false } })).rejects.toMatchObject(
      refusal('squad-would-be-empty', { squad: '老组' }),
    )
    await editSquad(company.system, { id: squad.id, version: null, patch: { members: [member] } })
    expect(await editProductLine(company.system, { id: line.id, version: 2, patch: { archived: false } })).toMatchObject({
      archivedAt: null,
    })
  })

  test('a component belongs to one line and its name to it once', async () => {
    const component = await createComponent(company.system, { productLineId: company.line.id, name: '对账' })
    expect(component.productLine).toEqual({ id: company.line.id, name: '支付' })
    await expect(createComponent(company.system, { productLineId: company.line.id, name: '对账' })).rejects.toMatchObject(
      refusal('already-exists'),
    )
  })
})

describe('squads', () => {
  test('the last member stays while the line is in use', async () => {
    await expect(editSquad(company.system, { id: company.squad.id, version: null, patch: { members: [] } })).rejects.toMatchObject(
      refusal('squad-would-be-empty', { squad: '一组' }),
    )
  })

  test('the lead of the line arranges it; the lead of another does not', async () => {
    const other = await company.person({ email: 'other-lead@vendor.test', role: 'lead' })
    const members = [
      { staffId: company.people.frontline.id, function: 'frontline' },
      { staffId: other.id, function: 'qa' },
    ]
    const edit = (by: typeof other) => editSquad(company.as(staffActor(by)), { id: company.squad.id, version: null, patch: { members } })
    await expect(edit(other)).rejects.toMatchObject(refusal('not-found'))
    const squad = await edit(company.people.lead)
    expect(squad.members.map((member) => [member.staff.id, member.function])).toEqual([
      [company.people.frontline.id, 'frontline'],
      [other.id, 'qa'],
    ])
    // The same people in another order are the same squad.
    expect(
      await editSquad(company.system, { id: squad.id, version: squad.version, patch: { members: members.toReversed() } }),
    ).toMatchObject({
      version: squad.version,
    })
  })
})

describe('rosters and the workspace', () => {
  test('a roster entry names somebody active of a known function, and the log keeps what it said', async () => {
    const shift = { productLineId: company.line.id, from: T0, to: addMs(T0, 8 * HOUR) }
    await expect(
      putOnRoster(company.as(staffActor(company.people.lead)), { ...shift, staffId: newId(T0), function: 'wizard' }),
    ).rejects.toMatchObject({ fields: [{ path: 'staffId' }, { path: 'function' }] })
    const entry = await putOnRoster(company.system, { ...shift, staffId: company.people.frontline.id, function: 'frontline' })
    expect(await company.events(entry.id)).toMatchObject([
      {
        type: 'roster.changed',
        data: { productLineId: company.line.id, added: { function: 'frontline', from: '2026-11-21T08:00:00.000Z' } },
      },
    ])
    const outsider = company.as(staffActor(company.people.frontline))
    await expect(putOnRoster(outsider, { ...shift, staffId: company.people.frontline.id, function: 'qa' })).rejects.toMatchObject(
      refusal('not-found'),
    )
  })

  test('a whole plan is put on the roster at once, or none of it', async () => {
    const { frontline, lead } = company.people
    const line = await newLine('排班产品')
    const day = (nth: number, staffId: string) => ({ staffId, from: addMs(T0, nth * 24 * HOUR), to: addMs(T0, (nth * 24 + 8) * HOUR) })
    const planned = () =>
      company.db.selectFrom('rosters').select(['id', 'staff_id']).where('product_line_id', '=', line.id).orderBy('starts_at').execute()
    const ghost = [day(0, frontline.id), day(1, newId(T0))]
    await expect(fillRoster(company.system, line.id, 'frontline', ghost)).rejects.toMatchObject({ fields: [{ path: 'staffId' }] })
    await expect(fillRoster(company.as(staffActor(frontline)), line.id, 'frontline', [day(0, frontline.id)])).rejects.toMatchObject(
      refusal('not-found'),
    )
    expect(await planned()).toEqual([])
    await fillRoster(company.system, line.id, 'frontline', [day(0, frontline.id), day(1, lead.id), day(2, frontline.id)])
    const entries = await planned()
    expect(entries.map((entry) => entry.staff_id)).toEqual([frontline.id, lead.id, frontline.id])
    for (const { id } of entries) expect(await company.events(id)).toMatchObject([{ type: 'roster.changed' }])
  })

  test('the workspace is set up once and then only edited', async () => {
    const { executive, dutyManager } = company.people
    const again = { name: '又一个', defaultProductLineId: company.line.id, dutyManagerId: dutyManager.id, lastResortId: executive.id }
    await expect(createWorkspace(company.system, again)).rejects.toMatchObject(refusal('already-exists'))
    const labels = {
      S1: { zh: '特急', en: 'Urgent' },
      S2: { zh: '紧急', en: 'High' },
      S3: { zh: '一般', en: 'Normal' },
      S4: { zh: '轻微', en: 'Low' },
    }
    const edited = await editWorkspace(company.system, { version: 1, patch: { severityLabels: labels } })
    expect(edited).toMatchObject({ version: 2, severityLabels: labels, lastResort: { id: executive.id } })
    await expect(editWorkspace(company.system, { version: 1, patch: { name: '迟到' } })).rejects.toMatchObject(
      refusal('stale-version', { version: 2, by: 'Muster' }),
    )
  })
})
