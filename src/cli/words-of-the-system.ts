import { isDatabaseAway } from '#platform/database-away'

/** What a person is told when a command could not be done: in both languages, with what is wrong line by line. */
export type Words = { readonly code: string; readonly zh: string; readonly en: string; readonly lines?: readonly string[] }

/** Codes of a PostgreSQL that answers and will not have us, or of a name that leads nowhere. */
const NOT_LET_IN = new Set(['ENOTFOUND', 'EAI_AGAIN', '28P01', '28000', '3D000'])
const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR'])

/** What the machine or the database says, in words; null when it says nothing a person could mend. */
export function ofTheSystem(error: unknown): Words | null {
  if (!(error instanceof Error)) return null
  const { code = '', syscall, hostname, path } = error as { code?: string; syscall?: string; hostname?: string; path?: string }
  if (syscall === 'listen' || (syscall === 'getaddrinfo' && hostname === process.env['HOST'])) return cannotListen(code)
  if (isDatabaseAway(error) || NOT_LET_IN.has(code)) {
    const why = code === '' ? error.message : code
    return {
      code: 'database-unreachable',
      zh: `连接不上数据库（${why}），没有改动。请检查 DATABASE_URL 的地址、账号和数据库，以及 PostgreSQL 是否在运行。`,
      en: `The database cannot be reached (${why}); nothing was changed. Check address, account and database of DATABASE_URL, and that PostgreSQL is running.`,
    }
  }
  if (code === '42501')
    return {
      code: 'database-not-allowed',
      zh: `数据库账号权限不足（${error.message}），没有改动。请让该账号拥有这个数据库。`,
      en: `The database account may not do this (${error.message}); nothing was changed. Let it own this database.`,
    }
  if (code === '53100' || code === 'ENOSPC')
    return {
      code: 'disk-full',
      zh: '磁盘已满，没有做成；已保存的内容都在。请腾出空间后重试。',
      en: 'The disk is full, so this was not done; everything saved before is safe. Free some space and try again.',
    }
  if ((NOT_WRITABLE.has(code) || syscall === 'mkdir') && path !== undefined)
    return {
      code: 'folder-not-writable',
      zh: `无法使用 ${path}（${code}），没有改动。请检查权限，或用 --data 指定别的文件夹。`,
      en: `${path} cannot be used (${code}); nothing was changed. Check its permissions, or choose another folder with --data.`,
    }
  return error.cause === undefined ? null : ofTheSystem(error.cause)
}

function cannotListen(code: string): Words {
  if (code === 'EADDRINUSE')
    return {
      code: 'port-taken',
      zh: '端口已被占用，没有启动。请换一个 --port，或先停止占用它的程序。',
      en: 'The port is taken, so nothing was started. Choose another --port or stop what uses it.',
    }
  if (code === 'EACCES')
    return {
      code: 'port-not-allowed',
      zh: '没有权限使用这个端口，没有启动。请用 1024 以上的 --port，由反向代理转发。',
      en: 'This port is not allowed, so nothing was started. Choose a --port from 1024 up and let a reverse proxy pass on to it.',
    }
  return {
    code: 'host-unusable',
    zh: `HOST 不是本机的地址（${code}），没有启动。请用 127.0.0.1、0.0.0.0 或本机的地址。`,
    en: `HOST is no address of this machine (${code}), so nothing was started. Use 127.0.0.1, 0.0.0.0 or an address it has.`,
  }
}
