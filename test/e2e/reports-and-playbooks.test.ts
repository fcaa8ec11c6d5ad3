import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings, startWalk, type Walk } from './walk.ts'

let walk: Walk
beforeAll(async () => {
  walk = await startWalk()
})
afterAll(() => walk.stop())

test('an administrator publishes a playbook: holes are named and nothing with a hole goes out; later tickets follow it', async () => {
  const page = await walk.open('administrator')
  await page.goto(`${walk.muster.url}/admin/playbooks`)
  await page.getByRole('link', { name: '缺陷' }).click()
  await page.getByRole('heading', { name: '缺陷' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  const publish = page.getByRole('button', { name: '发布第 2 版' })
  expect(await publish.isDisabled()).toBe(true)

  await page.getByRole('checkbox', { name: '重现步骤' }).check()
  await page.getByRole('button', { name: '一线支持到任何环节的更多操作' }).click()
  await page.getByRole('button', { name: '去掉' }).last().click()
  await page
    .getByRole('alert')
    .getByText(/没有要求“必填的描述”/)
    .waitFor()
  expect(await publish.isDisabled()).toBe(true)
  await page.getByRole('button', { name: '放弃修改' }).click()

  await page.getByRole('checkbox', { name: '重现步骤' }).check()
  await page.getByRole('button', { name: '去掉：运维' }).click()
  await publish.click()
  await page.getByText('第 2 版已发布。').waitFor()
  const { body } = await walk.muster.call('customer', 'POST', '/tickets', {
    kind: 'defect',
    title: '导出超时',
    report: { symptom: '一直转圈' },
  })
  const shown = await walk.muster.call('support', 'GET', `/tickets/${body.number}`)
  expect(shown.body).toMatchObject({ relay: ['frontline', 'qa', 'engineering'] })
  expect(shown.body.missing).toContain('steps')
})

test('the report says what is counted, keeps what was asked in the address, and teaches where there is nothing', async () => {
  const page = await walk.open('support')
  await page.getByRole('link', { name: '报告' }).click()
  await page.getByRole('heading', { name: '先于客户告知' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByText('按时认领', { exact: true }).first().click()
  await page.getByRole('table', { name: '按时认领' }).waitFor()
  expect(await axeFindings(page)).toEqual([])

  await page.getByRole('combobox', { name: '业务线' }).click()
  await page.getByTitle('数据集成').click()
  await page.getByText('这段时间没有可以统计的工单').waitFor()
  expect(new URL(page.url()).searchParams.get('line')).toBe(walk.muster.company.ids.otherLine)
})
