import { ConfigError } from '#platform/config'
import { fill } from '#platform/http/problem'
import { DatabaseIsNewer } from '#platform/migrate'
import { EmbeddedFault } from '#platform/postgres/embedded-fault'
import { Refused } from '#platform/refused'
import { refusalCatalogue } from '../api/refusal-catalogue.ts'
import { complain } from './print.ts'

/** Clear words on stderr in both languages, then an exit code: 2 wrong configuration, 1 anything else. */
export function fail(error: unknown): never {
  if (error instanceof ConfigError) {
    complain('配置有误 · wrong configuration:')
    for (const problem of error.problems) complain(`  ${problem}`)
    process.exit(2)
  }
  for (const line of sentences(error)) complain(line)
  process.exit(1)
}

function sentences(error: unknown): string[] {
  if (error instanceof EmbeddedFault) return [error.sentence('zh-CN'), error.sentence('en')]
  if (error instanceof DatabaseIsNewer)
    return [
      `数据库由更新版本的 Muster 升级过（${error.unknown.join(', ')}），没有改动。请使用该版本或更新的版本。`,
      `The database was migrated by a newer Muster (${error.unknown.join(', ')}); nothing was changed. Use that version or a later one.`,
    ]
  if (error instanceof Refused) {
    const entry = refusalCatalogue[error.refusal.code]
    const fields = error.fields.map((field) => `  ${field.path}: ${field.code}`)
    return entry ? [fill(entry.zh, error.refusal.params), fill(entry.en, error.refusal.params), ...fields] : [error.refusal.code, ...fields]
  }
  const code = (error as { code?: string }).code
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01' || code === '3D000')
    return [
      `连接不上 DATABASE_URL 所指的数据库（${code}），没有改动。请检查地址、账号和数据库是否存在。`,
      `The database of DATABASE_URL cannot be reached (${code}); nothing was changed. Check the address, the account and that the database exists.`,
    ]
  if (code === 'EADDRINUSE')
    return [
      '端口已被占用，没有启动。请换一个 --port，或先停止占用它的程序。',
      'The port is taken, so nothing was started. Choose another --port or stop what uses it.',
    ]
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
}
