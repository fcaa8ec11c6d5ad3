import { constants, existsSync } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { systemClock, testClock } from '#platform/clock'
import type { Config } from '#platform/config'
import { openDb, openPool } from '#platform/db'
import { type Counts, readCounts } from '#platform/invariants'
import type { Log } from '#platform/log'
import { migrationState } from '#platform/migrate'
import { openDatabase } from '#platform/open-database'
import { EmbeddedFault } from '#platform/postgres/embedded-fault'
import { ofTheSystem } from './words-of-the-system.ts'

/** One thing looked at. `check` is its stable name; `zh` and `en` say what was found and, where it is not well, what to do. */
export type Finding = { readonly check: string; readonly ok: boolean; readonly zh: string; readonly en: string }

const LEAST_FREE_MB = 500

/** Every check of `doctor`, in the order a person would mend them. Nothing is made, migrated or changed. */
export async function examine(config: Config, log: Log): Promise<Finding[]> {
  return [node(), await dataFolder(config), await freeSpace(config.dataDir), publicAddress(config), ...(await database(config, log))]
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > 22 || (major === 22 && minor >= 18)
  return {
    check: 'node',
    ok,
    zh: `Node ${process.versions.node}（需要 22.18 以上）`,
    en: `Node ${process.versions.node} (needs 22.18 or newer)`,
  }
}

async function dataFolder({ dataDir }: Config): Promise<Finding> {
  const writable = await access(existsSync(dataDir) ? dataDir : nearest(dataDir), constants.W_OK).then(
    () => true,
    () => false,
  )
  if (writable) return { check: 'data-folder', ok: true, zh: `数据文件夹 ${dataDir}`, en: `data folder ${dataDir}` }
  return {
    check: 'data-folder',
    ok: false,
    zh: `无法写入 ${dataDir}：请更改它的所有者，或设置 MUSTER_DATA`,
    en: `${dataDir} cannot be written: change its owner or set MUSTER_DATA`,
  }
}

async function freeSpace(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(nearest(folder))
  const freeMb = Math.floor((bavail * bsize) / 1_048_576)
  return {
    check: 'disk',
    ok: freeMb >= LEAST_FREE_MB,
    zh: `磁盘剩余 ${freeMb} MB（至少留 ${LEAST_FREE_MB}）`,
    en: `${freeMb} MB free (keep at least ${LEAST_FREE_MB})`,
  }
}

function publicAddress({ production, publicUrl }: Config): Finding {
  const ok = !production || publicUrl.startsWith('https:')
  return {
    check: 'public-address',
    ok,
    zh: `对外地址 ${publicUrl}${ok ? '' : '：正式使用请改为 https'}`,
    en: `public address ${publicUrl}${ok ? '' : ': use https in production'}`,
  }
}

async function database(config: Config, log: Log): Promise<Finding[]> {
  if (config.databaseUrl === null && !existsSync(join(config.dataDir, 'postgres/cluster')))
    return [
      wrong(
        'database',
        '还没有数据库：运行 bin/muster migrate 或 bin/start 会建立它',
        'there is no database yet: bin/muster migrate or bin/start makes it',
      ),
    ]
  try {
    const opened = await openDatabase(config, log, { migrates: false })
    try {
      return await insideDatabase(config, log, opened.url)
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (error instanceof EmbeddedFault) return [wrong('database', error.sentence('zh-CN'), error.sentence('en'))]
    const said = ofTheSystem(error)
    if (said === null) throw error
    return [wrong('database', said.zh, said.en)]
  }
}

async function insideDatabase(config: Config, log: Log, url: string): Promise<Finding[]> {
  const { pending, unknown } = await migrationState(url)
  if (unknown.length > 0) {
    const names = unknown.join(', ')
    return [
      wrong(
        'migrations',
        `数据库来自更新的版本（${names}）：请使用该版本`,
        `the database comes from a newer version (${names}): use that one`,
      ),
    ]
  }
  if (pending.length > 0)
    return [
      wrong(
        'migrations',
        `有 ${pending.length} 个升级尚未执行：运行 bin/muster migrate`,
        `${pending.length} migrations pending: run bin/muster migrate`,
      ),
    ]
  const pool = openPool(url, log, { max: 2, applicationName: 'muster doctor' })
  try {
    const db = openDb(pool)
    const now = await (config.testClock ? testClock(db) : systemClock).now()
    const counts = await readCounts(db)
    return [...server(counts), ...invariants(counts, counts.earliestDue === null ? 0 : Math.max(0, now - counts.earliestDue))]
  } finally {
    await pool.end()
  }
}

function server({ serverVersion, fsync, encoding, migrations, hasWorkspace }: Counts): Finding[] {
  const major = Math.floor(serverVersion / 10_000)
  return [
    { check: 'postgres', ok: major >= 15, zh: `PostgreSQL ${major}（需要 15 以上）`, en: `PostgreSQL ${major} (needs 15 or newer)` },
    {
      check: 'durability',
      ok: fsync === 'on',
      zh: `fsync ${fsync}${fsync === 'on' ? '' : '：断电会丢数据'}`,
      en: `fsync ${fsync}${fsync === 'on' ? '' : ': a power cut loses data'}`,
    },
    { check: 'encoding', ok: encoding === 'UTF8', zh: `编码 ${encoding}`, en: `encoding ${encoding}` },
    { check: 'migrations', ok: true, zh: `数据库已是最新（${migrations} 个升级）`, en: `database up to date (${migrations} migrations)` },
    hasWorkspace
      ? { check: 'workspace', ok: true, zh: '工作区已设置', en: 'workspace set up' }
      : wrong(
          'workspace',
          '工作区尚未设置：运行 bin/muster set-up（真实的公司）或 bin/muster demo（演示公司）',
          'workspace not set up: run bin/muster set-up (a real company) or bin/muster demo (the demo company)',
        ),
  ]
}

function invariants({ ownerless, unowed, clockless, strayed, misplaced, failedJobs }: Counts, behindMs: number): Finding[] {
  const behind = Math.round(behindMs / 1000)
  return [
    counted('owners', ownerless, '个未关闭的工单没有在职的负责人或客户接口人', 'open tickets without an active owner or liaison'),
    counted('obligations', unowed, '个工单从未有过任何时效承诺', 'tickets that never owed anything'),
    counted('clocks', clockless, '个未了的时效承诺不会再触发', 'pending obligations that no clock will ever fire'),
    counted(
      'holders',
      strayed,
      '个未了的时效承诺无人承担，或与其工单不符',
      'pending obligations held by nobody active, or not of their ticket’s account and line',
    ),
    counted(
      'front-line',
      misplaced,
      '个未关闭的工单在前线列表中缺失或状态不符',
      'open tickets missing from the front line, or shown there as what they are not',
    ),
    counted('jobs', failedJobs, '个后台任务已放弃', 'jobs given up'),
    behindMs < 60_000
      ? { check: 'sweep', ok: true, zh: '没有逾期未触发的时效', en: 'nothing due waits to be fired' }
      : wrong('sweep', `到期触发落后 ${behind} 秒：有 worker 在运行吗？`, `${behind} s behind in firing what is due: is a worker running?`),
  ]
}

function counted(check: string, count: number, zh: string, en: string): Finding {
  return { check, ok: count === 0, zh: `${count} ${zh}`, en: `${count} ${en}` }
}

function wrong(check: string, zh: string, en: string): Finding {
  return { check, ok: false, zh, en }
}

/** The folder itself, or the nearest one above it that exists. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder))
}
