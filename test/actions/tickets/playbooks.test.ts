import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_PLAYBOOKS } from '#tickets/rules/default-playbooks'
import { relayAt } from '#tickets/rules/relay-at'
import type { TicketKind } from '#tickets/rules/vocabulary'
import { startApp, type TestApp } from '../../harness/app.ts'
import { FrontLine } from '../../scenarios/front-line.ts'

let muster: TestApp
let line: FrontLine
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
})
afterAll(() => muster.stop())

const { kind: _kind, ...defect } = DEFAULT_PLAYBOOKS.defect
const put = (document: object, version: number, kind = 'defect', who: 'administrator' | 'lead' = 'administrator') =>
  line.call(who, 'PUT', `/playbooks/${kind}`, document, { 'if-match': String(version) })
const handOff = (number: string) =>
  line.call('lead', 'POST', `/tickets/${number}/hand-offs`, {
    ...{ duty: 'owner', toStaffId: line.ids.tester, toStation: 'qa', done: '查了日志', needed: '请复现' },
  })

test('every kind has a playbook, the default until somebody publishes another', async () => {
  const { items } = await line.done('support', 'GET', '/playbooks')
  expect(items.map((one: { kind: string }) => one.kind)).toEqual(Object.keys(DEFAULT_PLAYBOOKS).toSorted((a, b) => order(a) - order(b)))
  const unedited = { version: 1, updatedAt: null, updatedBy: null, abilities: [] }
  expect(items.find((one: { kind: string }) => one.kind === 'defect')).toEqual({ kind: 'defect', ...defect, ...unedited })
  expect(await line.done('administrator', 'GET', '/playbooks/outage')).toMatchObject({
    relay: DEFAULT_PLAYBOOKS.outage.relay,
    abilities: ['edit'],
  })
  expect((await line.call('customer', 'GET', '/playbooks')).status).toBe(404)
  expect((await line.call('administrator', 'GET', '/playbooks/party')).status).toBe(404)
})

const order = (kind: string) => ['question', 'defect', 'outage', 'request', 'service', 'advisory', 'complaint'].indexOf(kind)

test('only an administrator publishes, at the version they saw, with known fields only', async () => {
  expect((await put(defect, 1, 'defect', 'lead')).status).toBe(404)
  expect((await line.call('administrator', 'PUT', '/playbooks/defect', defect)).body.code).toBe('version-required')
  expect((await put(defect, 7)).body).toMatchObject({ code: 'stale-version', params: { version: 1 } })
  const unknown = await put({ ...defect, colour: 'red', required: ['symptom', 'mood'] }, 1)
  expect([unknown.status, unknown.body.errors]).toEqual([
    400,
    [
      expect.objectContaining({ path: 'required.1', code: 'not-one-of' }),
      expect.objectContaining({ path: 'colour', code: 'unknown-field' }),
    ],
  ])
  // What changes nothing makes no version.
  expect((await put(defect, 1)).body).toMatchObject({ version: 1, updatedAt: null })
})

test('every hole is named, in the reader’s language, and nothing is published', async () => {
  const relay = ['qa', 'lab']
  const exits = [
    { from: 'moon', to: 'qa', needs: ['note'] },
    { from: 'presales', to: 'frontline', needs: ['note', 'note'] },
  ]
  const { status, body } = await put({ required: ['symptom'], relay, exits }, 1)
  expect(status).toBe(400)
  expect(body.errors.map((one: { path: string; code: string }) => `${one.path} ${one.code}`)).toEqual([
    'relay.1 unknown-station',
    'exits.0.from unknown-station',
    'relay relay-starts-elsewhere',
    'exits.1.needs.1 listed-twice',
    'exits.1.from station-unreachable',
    'exits gate-missing',
  ])
  for (const { message } of body.errors) expect(message).toMatch(/[\u4e00-\u9fff]/)
  expect(await line.done('support', 'GET', '/playbooks/defect')).toMatchObject({ version: 1 })
})

test('a new version holds for tickets that begin from now on; what began under another keeps it', async () => {
  const before = await line.reported('S3')
  const { status, body } = await put({ ...defect, required: ['symptom', 'steps'], relay: ['frontline', 'qa'] }, 1)
  expect([status, body]).toMatchObject([200, { version: 2, required: ['symptom', 'steps'], updatedBy: '管理员' }])
  expect((await put(defect, 1)).body).toMatchObject({ code: 'stale-version', params: { version: 2, by: '管理员' } })

  const after = await line.reported('S3')
  expect(await line.ticket(before)).toMatchObject({ missing: [], relay: defect.relay })
  expect(await line.ticket(after)).toMatchObject({ missing: ['steps'], relay: ['frontline', 'qa'] })
  expect((await handOff(after)).body).toMatchObject({ code: 'description-incomplete', params: { missing: 'steps' } })
  expect((await handOff(before)).status).toBeLessThan(300)
  // A publication of another kind changes nothing for either.
  const { kind: _outage, ...outage } = DEFAULT_PLAYBOOKS.outage
  expect((await put({ ...outage, required: ['symptom'] }, 1, 'outage')).body).toMatchObject({ version: 2 })
  expect(await line.ticket(after)).toMatchObject({ missing: ['steps'] })
  expect(await line.ticket(before)).toMatchObject({ relay: defect.relay })

  // A list tells which publication each began with, and the playbooks what that was.
  const { editions } = await line.done('support', 'GET', '/playbooks')
  const rows = (await line.done('support', 'GET', '/tickets')).items as { number: string; kind: TicketKind; playbookEdition: number }[]
  const relays = rows.map(({ number, kind, playbookEdition }) => [number, relayAt(kind, playbookEdition, editions)])
  expect(Object.fromEntries(relays)).toEqual({ [before]: defect.relay, [after]: ['frontline', 'qa'] })
  const theirs = (await line.done('customer', 'GET', '/tickets')).items
  expect(theirs.map((one: { playbookEdition: unknown }) => one.playbookEdition)).toEqual([null, null])
})

test('who published what, and what it was, is in the log', async () => {
  const rows = await muster.app.db
    .selectFrom('events')
    .select(['subject_id', 'actor_id', 'audience', 'data'])
    .where('type', '=', 'playbook.published')
    .orderBy('seq')
    .execute()
  expect(rows.map((row) => [row.subject_id, row.actor_id, row.audience])).toEqual([
    ['defect', line.ids.administrator, 'internal'],
    ['outage', line.ids.administrator, 'internal'],
  ])
  expect(rows[0]!.data).toMatchObject({ kind: 'defect', version: 2, was: { relay: defect.relay }, now: { relay: ['frontline', 'qa'] } })
})

test('two who publish at once: one is told that the other was faster', async () => {
  const { kind: _question, ...question } = DEFAULT_PLAYBOOKS.question
  const answers = await Promise.all(['expected', 'steps'].map((fact) => put({ ...question, required: ['symptom', fact] }, 1, 'question')))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
})
