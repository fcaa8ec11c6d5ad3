import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES, type Role, rolesIn } from './cast.ts'
import { MARKS, type Mark, type Story, tellStory } from './story.ts'
import { openWorld, type World } from './world.ts'

const OURS = 'staff reader'
// Who may meet each mark, wherever they look; everybody else must meet it nowhere. Integrations read what customers read.
const SIGHT: Readonly<Record<Mark, string>> = {
  ownTitle: `customers partner integration ${OURS}`,
  ownSymptom: `customers partner integration ${OURS}`,
  ownWord: `customers integration ${OURS}`,
  ownFile: `customers integration ${OURS}`,
  namedWord: `all ${OURS}`,
  namedFile: `all ${OURS}`,
  insideWord: OURS,
  insideFile: OURS,
  partnerWord: `partner ${OURS}`,
  contactRecord: OURS,
  finding: OURS,
  handOff: OURS,
  ask: OURS,
  askAnswer: OURS,
  reminder: OURS,
  // Uploaded and linked to nothing: its uploader’s alone.
  looseFile: 'member',
  colleagueTitle: `colleague all integration ${OURS}`,
  colleagueWord: `colleague all integration ${OURS}`,
  strangerTitle: `stranger integration ${OURS}`,
  strangerWord: `stranger integration ${OURS}`,
  // Nobody of ours in this cast holds it or takes part: they get a stub.
  confidentialTitle: 'mine',
  confidentialWord: 'mine',
  confidentialInside: 'nobody',
}
const CALLERS = ROLES.filter((role) => role !== 'anonymous')

let world: World
let story: Story
/** Everything each caller could get by GET, and all that came on their stream while the story happened. */
const seen = new Map<Role, string>()
const streamed = new Map<Role, string>()

beforeAll(async () => {
  world = await openWorld()
  const streams = await Promise.all(CALLERS.map((role) => listen(role)))
  story = await tellStory(world)
  for (const role of CALLERS) seen.set(role, await everythingFor(role))
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  for (const stop of streams) stop()
}, 120_000)
afterAll(() => world.close())

describe.each(CALLERS)('%s', (role) => {
  test.each(Object.keys(MARKS) as Mark[])('%s', (mark) => {
    expect(seen.get(role)?.includes(MARKS[mark]), `${role} meets ${mark}`).toBe(rolesIn(SIGHT[mark]).has(role))
  })

  test('searching for words one may not read finds nothing', async () => {
    for (const mark of Object.keys(MARKS) as Mark[]) {
      if (rolesIn(SIGHT[mark]).has(role)) continue
      const { items } = await read(role, `/tickets?q=${MARKS[mark]}`)
      expect([mark, items]).toEqual([mark, []])
    }
  })

  test('filtering by facts of a confidential ticket does not tell whose it is', async () => {
    if (role === 'mine') return
    const { accountId, lineId } = world
    for (const filter of [`accountId=${accountId}`, `accountId=${world.otherAccountId}`, `productLineId=${lineId}`, 'kind=defect', '']) {
      const { items } = await read(role, `/tickets?${filter}&limit=200`)
      const stub = items.find((one: { id: string }) => one.id === story.tickets.confidential)
      if (filter.startsWith('accountId')) expect(stub).toBeUndefined()
      if (stub) expect([stub.title, stub.account.name, stub.lastWord]).toEqual(['', '', null])
    }
  })

  test('the stream tells of the tickets one may see and of no other words', () => {
    const text = streamed.get(role) ?? ''
    const tells = (id: string) => text.includes(id)
    const may = (mark: Mark) => rolesIn(SIGHT[mark]).has(role)
    expect(tells(story.tickets.own)).toBe(may('ownTitle'))
    expect(tells(story.tickets.colleagues)).toBe(may('colleagueTitle'))
    expect(tells(story.tickets.strangers)).toBe(may('strangerTitle'))
    for (const [kind, mark] of [
      ['named', 'namedWord'],
      ['inside', 'insideWord'],
      ['partner', 'partnerWord'],
    ] as const) {
      // An integration is told that something was said inside, not what.
      if (!may(mark) && (role !== 'integration' || kind === 'named')) expect([kind, tells(story.messages[kind])]).toEqual([kind, false])
    }
    for (const mark of Object.keys(MARKS) as Mark[]) if (!may(mark)) expect([mark, text.includes(MARKS[mark])]).toEqual([mark, false])
  })
})

async function read(role: Role, path: string) {
  const answer = await world.app.inject({ method: 'GET', url: `/api/v1${path}`, headers: world.headers[role] })
  return answer.statusCode === 200 ? answer.json() : { items: [] }
}

/** The answers of every GET there is, with every id there is, in one text. */
async function everythingFor(role: Role): Promise<string> {
  const answers: string[] = []
  for (const url of addresses()) {
    const answer = await world.app.inject({ method: 'GET', url, headers: world.headers[role] })
    if (answer.statusCode === 200) answers.push(answer.body)
  }
  return answers.join('\n')
}

function addresses(): string[] {
  const tickets = Object.values(story.tickets)
  const others = [...Object.values(world.ids), world.accountId, world.otherAccountId, world.lineId, world.partnerId]
  const routes = world.app.routeTable.filter(
    ({ method, url }) => method === 'GET' && url.startsWith('/api/v1/') && !url.endsWith('/stream'),
  )
  const filled = routes.flatMap(({ url }) => {
    if (!url.includes(':')) return [url]
    const ids = url.includes('/tickets/') ? tickets : url.includes('/attachments/') ? story.attachments : others
    return ids.map((id) => url.replace(/:\w+/, id))
  })
  const lists = ['nextDue', 'severity', '-createdAt'].map((sort) => `/api/v1/tickets?limit=200&sort=${sort}`)
  return [
    ...filled,
    ...lists,
    '/api/v1/obligations?limit=200',
    ...tickets.map((id) => `/api/v1/obligations?subjectType=ticket&subjectId=${id}`),
  ]
}

/** Reads the caller's stream until it is stopped. */
async function listen(role: Role): Promise<() => void> {
  const request = get(`${world.test.url}/api/v1/stream`, { headers: world.headers[role], agent: false })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  answer.setEncoding('utf8')
  answer.on('data', (text: string) => streamed.set(role, (streamed.get(role) ?? '') + text))
  answer.on('error', () => undefined)
  return () => request.destroy()
}
