import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startEmbedded } from '#platform/postgres/embedded-postgres'
import { readPostmaster } from '#platform/postgres/postmaster-file'
import { processesIn, signal, waitUntil } from '#platform/postgres/process-life'
import { ask, clearStage, newFolder, opened, quiet, supervise } from './stage.ts'

afterEach(clearStage)

test('kill -9 of the supervisor: the next start adopts the server and ends the dead one’s sessions', async () => {
  const dataDir = join(newFolder(), 'data')
  const first = supervise(dataDir)
  const { url, host } = await first.heard(opened)
  await ask(url, 'create table kept as select 1 as id')
  const before = readPostmaster(host ?? '')?.pid
  // A transaction of the dead process that holds a lock: left alone, nobody could write for a minute.
  const stuck = ask(url, 'begin; lock table kept in access exclusive mode; select pg_sleep(60)')
  stuck.catch(() => undefined)
  await waitForLock(url)
  first.process.kill('SIGKILL')
  await first.ended

  const second = await startEmbedded({ dataDir, log: quiet })
  try {
    expect(second.adopted).toBe(true)
    expect(readPostmaster(host ?? '')?.pid).toBe(before)
    expect(await ask(second.url, 'insert into kept values (2) returning id')).toEqual([{ id: 2 }])
    await expect(stuck).rejects.toThrow()
  } finally {
    await second.stop()
  }
  expect(processesIn(host ?? '')).toEqual([])
})

test('kill -9 of everything: the next start recovers every committed row', async () => {
  const dataDir = join(newFolder(), 'data')
  const first = supervise(dataDir)
  const { url, host } = await first.heard(opened)
  await ask(url, 'create table kept as select generate_series(1, 5000) as id')
  first.process.kill('SIGKILL')
  for (const pid of processesIn(host ?? '')) signal(pid, 'SIGKILL')
  await first.ended

  const second = await startEmbedded({ dataDir, log: quiet })
  try {
    expect(second.adopted).toBe(false)
    expect(await ask(second.url, 'select count(*)::int as n from kept')).toEqual([{ n: 5000 }])
  } finally {
    await second.stop()
  }
})

test('the server dies under a living supervisor: it comes back by itself, at the same address', async () => {
  const embedded = await startEmbedded({ dataDir: join(newFolder(), 'data'), log: quiet })
  try {
    await ask(embedded.url, 'create table kept as select 7 as id')
    const pid = readPostmaster(embedded.connection.host)?.pid ?? 0
    signal(pid, 'SIGKILL')
    const answers = await untilAnswered(() => ask(embedded.url, 'select id from kept'))
    expect(answers).toEqual([{ id: 7 }])
    expect(readPostmaster(embedded.connection.host)?.pid).not.toBe(pid)
  } finally {
    await embedded.stop()
  }
  expect(processesIn(embedded.connection.host)).toEqual([])
})

test('a stale postmaster.pid whose number another program bears now is not taken for a server', async () => {
  const dataDir = join(newFolder(), 'data')
  const first = await startEmbedded({ dataDir, log: quiet })
  const cluster = first.connection.host
  const words = readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
  await first.stop()
  const stranger = spawn('sleep', ['60'], { cwd: '/' })
  try {
    writeFileSync(join(cluster, 'postmaster.pid'), words.replace(/^\d+/, String(stranger.pid)))
    const second = await startEmbedded({ dataDir, log: quiet })
    expect(second.adopted).toBe(false)
    await second.stop()
  } finally {
    stranger.kill()
  }
})

test('killed while the first database was being made: the next start makes it anew and sweeps the scraps', async () => {
  const dataDir = join(newFolder(), 'data')
  const first = supervise(dataDir)
  await first.heard((word) => word.step === 'creating')
  const scraps = () => readdirSync(join(dataDir, 'postgres')).filter((name) => name.startsWith('init-'))
  await waitUntil(() => scraps().length > 0 && readdirSync(join(dataDir, 'postgres', scraps()[0] ?? '')).includes('cluster'), 5_000)
  first.process.kill('SIGKILL')
  await first.ended
  expect(scraps()).toHaveLength(1)

  const second = await startEmbedded({ dataDir, log: quiet })
  expect(scraps()).toEqual([])
  expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await second.stop()
})

async function waitForLock(url: string | undefined): Promise<void> {
  await untilAnswered(async () => {
    const [row] = await ask(
      url,
      "select count(*)::int as n from pg_locks where mode = 'AccessExclusiveLock' and granted and relation = 'kept'::regclass",
    )
    if (row?.n !== 1) throw new Error('not locked yet')
    return [row]
  })
}

async function untilAnswered(question: () => Promise<Record<string, unknown>[]>): Promise<Record<string, unknown>[]> {
  for (let round = 0; ; round += 1) {
    try {
      return await question()
    } catch (error) {
      if (round === 100) throw error
      await waitUntil(() => false, 50)
    }
  }
}
