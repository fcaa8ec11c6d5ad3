import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { attachEmbedded, startEmbedded } from '#platform/postgres/embedded-postgres'
import { processesIn } from '#platform/postgres/process-life'
import { ask, clearStage, newFolder, opened, quiet, supervise } from './stage.ts'

afterEach(clearStage)

test('one server for each folder: a second one is refused in clear words and disturbs nothing', async () => {
  const dataDir = join(newFolder(), 'data')
  const first = await startEmbedded({ dataDir, log: quiet, durable: false })
  try {
    const second = supervise(dataDir)
    const { fault, sentence } = await second.heard(opened)
    expect(fault).toBe('embedded-folder-in-use')
    expect(sentence).toContain(`进程 ${process.pid}`)
    expect(await ask(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
  } finally {
    await first.stop()
  }
})

test('a command attaches beside the server and leaves it running; the last one out stops it', async () => {
  const dataDir = join(newFolder(), 'data')
  const server = await startEmbedded({ dataDir, log: quiet, durable: false })
  const cluster = server.connection.host
  const brief = await attachEmbedded({ dataDir, log: quiet, durable: false })
  expect(brief.adopted).toBe(true)
  await brief.stop()
  expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])

  const long = await attachEmbedded({ dataDir, log: quiet, durable: false })
  await server.stop()
  expect(await ask(long.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await long.stop()
  expect(processesIn(cluster)).toEqual([])
})

test('a command alone starts the database and stops it again', async () => {
  const dataDir = join(newFolder(), 'data')
  const command = await attachEmbedded({ dataDir, log: quiet, durable: false })
  expect(command.adopted).toBe(false)
  await command.stop()
  expect(processesIn(command.connection.host)).toEqual([])
})

test('several commands at once on a new folder share one database', async () => {
  const dataDir = join(newFolder(), 'data')
  const all = await Promise.all([1, 2, 3].map(() => attachEmbedded({ dataDir, log: quiet, durable: false })))
  await ask(all[0]?.url, 'create table shared as select 1 as id')
  for (const { url } of all) expect(await ask(url, 'select id from shared')).toEqual([{ id: 1 }])
  await Promise.all(all.map(({ stop }) => stop()))
  expect(processesIn(all[0]?.connection.host ?? '')).toEqual([])
})

test('a server that starts while another is stopping waits for it', async () => {
  const dataDir = join(newFolder(), 'data')
  const first = await startEmbedded({ dataDir, log: quiet })
  await ask(first.url, 'create table kept as select generate_series(1, 50000) as id')
  const stopping = first.stop()
  const second = await attachEmbedded({ dataDir, log: quiet })
  await stopping
  expect(await ask(second.url, 'select count(*)::int as n from kept')).toEqual([{ n: 50_000 }])
  await second.stop()
})
