import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { EMBEDDED_FAULTS, EmbeddedFault } from '#platform/postgres/embedded-fault'
import { startEmbedded } from '#platform/postgres/embedded-postgres'
import { logVerdict } from '#platform/postgres/log-verdict'
import { ask, clearStage, isRoot, needs, newFolder, quiet } from './stage.ts'

afterEach(clearStage)

test('a database of another major version is left as it is, in clear words', async () => {
  const { dataDir, cluster } = await stopped()
  writeFileSync(join(cluster, 'PG_VERSION'), '15\n')
  const fault = await faultOf(dataDir)
  expect(fault.code).toBe('embedded-wrong-version')
  expect(fault.message).toContain('made by PostgreSQL 15, and this version brings PostgreSQL 18')
  expect(fault.sentence('zh-CN')).toContain('由 PostgreSQL 15 建立')
  writeFileSync(join(cluster, 'PG_VERSION'), '18\n')
  await (await startEmbedded({ dataDir, log: quiet, durable: false })).stop()
})

test('a folder that is not whole is never made anew over what is left', async () => {
  const { dataDir, cluster } = await stopped()
  rmSync(join(cluster, 'PG_VERSION'))
  expect((await faultOf(dataDir)).code).toBe('embedded-folder-damaged')
  renameSync(join(dataDir, 'postgres/cluster'), join(dataDir, 'postgres/elsewhere'))
  symlinkSync('/nowhere/at/all', join(dataDir, 'postgres/cluster'))
  expect((await faultOf(dataDir)).code).toBe('embedded-folder-damaged')
})

test('a folder of another user is not touched', async (context) => {
  needs(context, isRoot, 'root, to give a folder away')
  const { dataDir, cluster } = await stopped()
  chownSync(cluster, 65_534, 65_534)
  const fault = await faultOf(dataDir)
  expect(fault.code).toBe('embedded-wrong-owner')
  expect(fault.message).toMatch(/belongs to nobody, and this start would use it as postgres/)
})

test('no space on the disk: said before anything is written, and a full disk does not harm what is stored', async (context) => {
  const dataDir = join(newFolder(), 'data')
  mkdirSync(dataDir)
  needs(context, isRoot && mount(dataDir, 60), 'root and the right to mount')
  try {
    const fresh = await faultOf(dataDir)
    expect(fresh.code).toBe('embedded-no-disk-space')
    expect(Number(fresh.params.freeMb)).toBeLessThan(Number(fresh.params.neededMb))

    expect(spawnSync('/usr/bin/mount', ['-o', 'remount,size=260m', dataDir]).status).toBe(0)
    const first = await startEmbedded({ dataDir, log: quiet, durable: false })
    await ask(first.url, 'create table kept as select 1 as id')
    await first.stop()
    fill(dataDir, 4)
    expect((await faultOf(dataDir)).code).toBe('embedded-no-disk-space')

    rmSync(join(dataDir, 'ballast'))
    const again = await startEmbedded({ dataDir, log: quiet, durable: false })
    expect(await ask(again.url, 'select id from kept')).toEqual([{ id: 1 }])
    await again.stop()
  } finally {
    spawnSync('/usr/bin/umount', ['-l', dataDir])
  }
})

test('a path too long for a socket: a loopback port instead, another one when it is taken', async () => {
  const dataDir = join(newFolder(), 'data', 'long'.repeat(20))
  const first = await startEmbedded({ dataDir, log: quiet, durable: false })
  expect(first.connection.host).toBe('127.0.0.1')
  expect(await ask(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await first.stop()

  const { port } = first.connection
  const squatter = createServer()
  await new Promise<void>((listening) => squatter.listen(port, '127.0.0.1', listening))
  try {
    const second = await startEmbedded({ dataDir, log: quiet, durable: false })
    expect(second.connection.port).not.toBe(port)
    expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await second.stop()
    const secrets = JSON.parse(readFileSync(join(dataDir, 'postgres/cluster/muster-connection.json'), 'utf8'))
    expect(secrets.port).toBe(second.connection.port)
  } finally {
    await new Promise<void>((closed) => squatter.close(() => closed()))
  }
})

test.for([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'embedded-no-disk-space'],
  ['initdb: error: could not create directory "x": No space left on device', 'embedded-no-disk-space'],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'port-taken'],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'embedded-shared-memory'],
  ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', 'embedded-shared-memory'],
  ['FATAL:  could not resize shared memory segment "/PostgreSQL.1" to 2 bytes: No space left on device', 'embedded-shared-memory'],
  ['FATAL:  data directory "/d" has wrong ownership', 'embedded-wrong-owner'],
  ['FATAL:  database files are incompatible with server', 'embedded-wrong-version'],
  ['postgres: error while loading shared libraries: libicuuc.so.60', 'embedded-binaries-do-not-run'],
  ['FATAL:  invalid value for parameter "x"', 'embedded-start-failed'],
  ['', 'embedded-start-failed'],
] as const)('what the server says before it dies, %s, means %s', ([line, code]) => {
  expect(logVerdict(`2026-01-01 00:00:00.000 UTC [1]  LOG:  starting\n2026-01-01 00:00:00.000 UTC [1]  ${line}\n`).code).toBe(code)
})

test('every fault has its words in both languages, naming the same facts', () => {
  for (const [code, { zh, en }] of Object.entries(EMBEDDED_FAULTS)) {
    const names = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
    expect(names(zh), code).toEqual(names(en))
    expect(zh, code).toMatch(/[数据改动删除]/)
  }
})

async function stopped(): Promise<{ dataDir: string; cluster: string }> {
  const dataDir = join(newFolder(), 'data')
  const embedded = await startEmbedded({ dataDir, log: quiet, durable: false })
  await embedded.stop()
  return { dataDir, cluster: embedded.connection.host }
}

async function faultOf(dataDir: string): Promise<EmbeddedFault> {
  const outcome = await startEmbedded({ dataDir, log: quiet, durable: false }).catch((error: unknown) => error)
  if (outcome instanceof EmbeddedFault) {
    // Nothing left unsaid in either language.
    expect(`${outcome.message}${outcome.sentence('zh-CN')}`).not.toMatch(/[{}]/)
    return outcome
  }
  throw new Error('expected a fault', { cause: outcome })
}

function mount(folder: string, megabytes: number): boolean {
  return spawnSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status === 0
}

function fill(folder: string, leaveMb: number): void {
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(join(folder, 'ballast'), Buffer.alloc(bavail * bsize - leaveMb * 1024 * 1024))
}
