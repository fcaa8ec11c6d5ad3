import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FrontLine } from '../scenarios/front-line.ts'
import { axeFindings, startWalk, type Walk } from './walk.ts'

let walk: Walk
beforeAll(async () => {
  walk = await startWalk()
})
afterAll(() => walk.stop())

test('on a phone, signed in nowhere, a customer opens the link of a mail, which changes nothing, and confirms with its button', async () => {
  const line = new FrontLine(walk.muster)
  const { number, owner } = await line.underWay()
  await line.resolve(owner, number)
  await walk.muster.app.driver.settle()
  const { rows } = await sql<{ text: string }>`select content ->> 'text' as text from outgoing_mails where purpose = 'resolution'`.execute(
    walk.muster.app.db,
  )
  const token = /#token=(confirm\S+)/.exec(rows[0]!.text)![1]
  const page = await (await walk.browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })).newPage()
  await page.goto(`${walk.muster.url}/mail-act#token=${token}`)
  await page.getByRole('heading', { name: '导出超时' }).waitFor()
  // Passed on to somebody else, it says in whose name it acts.
  await page.getByText('这个链接是发给“张敏”的').waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect((await line.ticket(number)).confirmedAt).toBeNull()
  await page.getByRole('button', { name: '已解决，确认' }).click()
  await page.getByText('已确认，谢谢您。').waitFor()
  expect((await line.ticket(number)).confirmedAt).not.toBeNull()
  await page.reload()
  await page.getByText('这张工单已经确认过').waitFor()
})
