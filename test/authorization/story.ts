import type { Role } from './cast.ts'
import type { World } from './world.ts'

/** Words that stand nowhere else, by what they are: whoever meets one has seen that thing. */
export const MARKS = {
  ownTitle: 'zqowntitle',
  ownSymptom: 'zqownsymptom',
  ownWord: 'zqownword',
  ownFile: 'zqownfile',
  namedWord: 'zqnamedword',
  namedFile: 'zqnamedfile',
  insideWord: 'zqinsideword',
  insideFile: 'zqinsidefile',
  partnerWord: 'zqpartnerword',
  contactRecord: 'zqcontactrecord',
  finding: 'zqfinding',
  handOff: 'zqhandoff',
  ask: 'zqask',
  askAnswer: 'zqanswer',
  reminder: 'zqreminder',
  looseFile: 'zqloosefile',
  colleagueTitle: 'zqcolleaguetitle',
  colleagueWord: 'zqcolleagueword',
  strangerTitle: 'zqstrangertitle',
  strangerWord: 'zqstrangerword',
  confidentialTitle: 'zqconfidentialtitle',
  confidentialWord: 'zqconfidentialword',
  confidentialInside: 'zqconfidentialinside',
} as const
export type Mark = keyof typeof MARKS

export type Story = {
  readonly tickets: Readonly<Record<'own' | 'colleagues' | 'strangers' | 'confidential', string>>
  readonly attachments: readonly string[]
  /** Ids of messages, by whom they are for. */
  readonly messages: Readonly<Record<'named' | 'inside' | 'partner', string>>
}

/**
 * Four tickets: one of `mine` with a word to everybody, to one contact by name, to the partner and inside, each with a file; one
 * of a colleague in another department; one of another account; and a confidential one of `mine`. The first is linked with all others.
 */
export async function tellStory(w: World): Promise<Story> {
  const open = async (as: Role, title: string, symptom = 'x') =>
    (
      await w.make(as, 'POST', '/tickets', {
        kind: 'defect',
        title,
        productLineId: w.lineId,
        report: { symptom, impact: 'department', urgency: 'degraded' },
      })
    ).id
  const say = async (ticket: string, body: object, as: Role = 'member') =>
    (await w.make(as, 'POST', `/tickets/${ticket}/messages`, body)).id
  const file = (mark: string) => w.attach('member', `${mark}.txt`, mark)

  const own = await open('mine', MARKS.ownTitle, MARKS.ownSymptom)
  await w.make('member', 'POST', `/tickets/${own}/participants`, {
    personKind: 'partner',
    personId: w.ids.partner,
    seesCustomerWords: false,
  })
  const files = {
    own: await file(MARKS.ownFile),
    named: await file(MARKS.namedFile),
    inside: await file(MARKS.insideFile),
    loose: await file(MARKS.looseFile),
  }
  await say(own, { audience: 'customer', body: MARKS.ownWord, attachmentIds: [files.own] })
  await w.make('member', 'POST', `/tickets/${own}/contact-records`, {
    ...{ channel: 'phone', contactId: w.ids.mine, from: '2026-11-24T01:50:00Z', to: '2026-11-24T01:55:00Z' },
    ...{ said: MARKS.contactRecord, promised: MARKS.contactRecord },
  })
  await w.make('member', 'POST', `/tickets/${own}/findings`, { station: 'frontline', note: MARKS.finding, evidence: MARKS.finding })
  await w.make('member', 'POST', `/tickets/${own}/obligations`, { kind: 'reminder', text: MARKS.reminder, dueAt: '2026-11-25T02:00:00Z' })
  const needed = { done: MARKS.handOff, needed: MARKS.handOff, force: true, reason: MARKS.handOff }
  await w.make('administrator', 'POST', `/tickets/${own}/hand-offs`, { duty: 'owner', toStaffId: w.ids.lead, ...needed })
  const ask = await w.make('member', 'POST', `/tickets/${own}/asks`, { toStaffId: w.ids.lead, question: MARKS.ask })
  await w.make('lead', 'POST', `/asks/${ask.id}/answer`, { text: MARKS.askAnswer })
  const messages = {
    partner: await say(own, { audience: 'partner', body: MARKS.partnerWord }),
    inside: await say(own, { audience: 'internal', body: MARKS.insideWord, attachmentIds: [files.inside] }),
    // The last word on the ticket, so that lists which show the last word are put to the test.
    named: await say(own, { audience: 'customer', body: MARKS.namedWord, to: [w.ids.all], attachmentIds: [files.named] }),
  }

  const colleagues = await open('colleague', MARKS.colleagueTitle)
  await say(colleagues, { audience: 'customer', body: MARKS.colleagueWord })
  const strangers = await open('stranger', MARKS.strangerTitle)
  await say(strangers, { audience: 'customer', body: MARKS.strangerWord })

  const confidential = await open('mine', MARKS.confidentialTitle)
  await w.db.updateTable('tickets').set({ confidential: true }).where('id', '=', confidential).execute()
  await w.db.deleteFrom('events').where('ticket_id', '=', confidential).execute()
  await say(confidential, { audience: 'customer', body: MARKS.confidentialWord }, 'mine')
  await linkWithAll(w, own, [colleagues, strangers, confidential])
  return { tickets: { own, colleagues, strangers, confidential }, attachments: Object.values(files), messages }
}

/** As links stand once somebody wrote them who sees all of these. */
async function linkWithAll({ db, ids }: World, own: string, others: readonly string[]): Promise<void> {
  const written = { kind: 'follows', by_kind: 'staff', by_id: ids.administrator, at: '2026-11-24T02:00:00Z' }
  await db
    .insertInto('ticket_links')
    .values(others.map((other) => ({ ...written, ticket_id: own, to_ticket_id: other })))
    .execute()
  await db
    .updateTable('tickets')
    .set({ linked: true })
    .where('id', 'in', [own, ...others])
    .execute()
}
