import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inviteIdentity } from '#auth'
import { until } from '../../mail/until.ts'
import { type MailStage, startMailStage } from './mail-stage.ts'

let stage: MailStage
beforeAll(async () => {
  stage = await startMailStage()
  const { app, company } = stage
  await inviteIdentity(app.db, {
    personKind: 'staff',
    personId: company.ids.support,
    email: 'support@vendor.test',
    name: '李想',
    password: 'walks-in-9-times',
  })
})
afterAll(() => stage.stop())

const ask = () =>
  fetch(`${stage.url}/api/auth/sign-in/magic-link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'support@vendor.test' }),
  })
const files = () => {
  try {
    return readdirSync(join(stage.dataDir, 'mails')).length
  } catch {
    return 0
  }
}

it('without a server to send by a sign-in link is a file, as it always was', async () => {
  await ask()
  await until('a file is written', () => files() === 1)
  expect(await stage.outgoing()).toEqual([])
})

it('with one it leaves by the default mailbox, and no machine answers it', async () => {
  const id = await stage.addMailbox({ address: 'hello@vendor.test', isDefault: true })
  await sql`update mailboxes set send = '{"by": "smtp"}' where id = ${id}`.execute(stage.app.db)
  const before = files()
  await ask()
  await until('a mail is written', async () => (await stage.outgoing()).length === 1)
  const [mail] = await stage.outgoing()
  expect(mail).toMatchObject({ purpose: 'sign_in', mailboxId: id, toAddress: 'support@vendor.test', ticketId: null, state: 'queued' })
  expect(mail!.content.text).toContain('/sign-in#token=')
  expect(mail!.content.headers).toMatchObject({ 'Auto-Submitted': 'auto-generated' })
  expect(files()).toBe(before)
})
