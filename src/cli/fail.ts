import { CommanderError } from 'commander'
import { ConfigError } from '#platform/config'
import { DatabaseFromElsewhere, DatabaseIsNewer } from '#platform/migrate'
import { EmbeddedFault } from '#platform/postgres/embedded-fault'
import { Refused } from '#platform/refused'
import { misuse } from './misuse.ts'
import { complain, print } from './print.ts'
import { ofTheSystem, type Words } from './words-of-the-system.ts'

/** Clear words on stderr in both languages (with `--json` as one object on stdout too), then an exit code: 2 used wrongly, 1 anything else. */
export async function fail(error: unknown): Promise<never> {
  const said = await words(error)
  if (said.zh !== '') complain(said.zh)
  if (said.en !== '') complain(said.en)
  for (const line of said.lines ?? []) complain(`  ${line}`)
  if (process.argv.includes('--json')) print(JSON.stringify({ ok: false, ...said }))
  process.exit(error instanceof ConfigError || error instanceof CommanderError ? 2 : 1)
}

async function words(error: unknown): Promise<Words> {
  if (error instanceof CommanderError) return misuse(error)
  if (error instanceof ConfigError) {
    const lines = error.problems.map(({ variable, zh, en }) => `${variable} ${zh} · ${variable} ${en}`)
    return { code: 'wrong-configuration', zh: '配置有误，没有启动：', en: 'Wrong configuration, nothing was started:', lines }
  }
  if (error instanceof EmbeddedFault) return { code: error.code, zh: error.sentence('zh-CN'), en: error.sentence('en') }
  if (error instanceof DatabaseIsNewer) return newerDatabase(error)
  if (error instanceof DatabaseFromElsewhere)
    return {
      code: 'database-from-elsewhere',
      zh: '这个数据库是从另一台 PostgreSQL 恢复来的，没有启动，数据完好。请先运行一次 docs/runbooks/after-restore.sql，再启动。',
      en: 'This database was restored from another PostgreSQL server; nothing was started and the data is intact. Run docs/runbooks/after-restore.sql once, then start.',
    }
  if (error instanceof Refused) return refused(error)
  return (
    ofTheSystem(error) ?? {
      code: 'fault',
      zh: '程序出错，没有做成。',
      en: 'Something went wrong inside; it was not done.',
      lines: [traceOf(error)],
    }
  )
}

// Every feature has refusals of its own: all of them are loaded only when one was met.
async function refused({ refusal: { code, params }, fields }: Refused): Promise<Words> {
  const { refusalCatalogue } = await import('../api/refusal-catalogue.ts')
  const { sentenceOf } = await import('#platform/http/problem')
  const entry = refusalCatalogue[code] ?? { zh: code, en: code }
  return {
    code,
    zh: sentenceOf(entry, params, 'zh-CN'),
    en: sentenceOf(entry, params, 'en'),
    lines: fields.map(({ path, code: why }) => `${path}: ${why}`),
  }
}

function newerDatabase({ unknown }: DatabaseIsNewer): Words {
  return {
    code: 'database-is-newer',
    zh: `数据库由更新版本的 Muster 升级过（${unknown.join(', ')}），没有改动。请使用该版本或更新的版本。`,
    en: `The database was migrated by a newer Muster (${unknown.join(', ')}); nothing was changed. Use that version or a later one.`,
  }
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
