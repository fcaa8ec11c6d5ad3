import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { foreseePlacing, openSeal } from '#mail'
import { ownMark } from '#mail/rules/own-mark'
import type { UnderstoodMail } from '#mail/rules/understood-mail'
import { openMailReading, type ReadMail } from '../../open-mail-reading.ts'
import { describeMail, whyNot } from '../describe-mail.ts'
import { configFrom, type GlobalFlags, withDatabase } from '../environment.ts'
import { importMails } from '../import-mails.ts'
import { print } from '../print.ts'

/** Where a mail would go, and by which rule. Null: there is no database to ask. */
type MatchMail = (mail: UnderstoodMail) => Promise<object | null>

export function importCommand(program: Command): void {
  program
    .command('import')
    .description('导入数据 · bring data in')
    .command('mail')
    .description(
      '读取邮件（.eml、mbox、Maildir 文件夹，- 为标准输入），逐封说明读懂了什么 · read mails (.eml, mbox, Maildir folder, - for stdin) and tell what was understood of each',
    )
    .argument('<files...>', '文件、文件夹或 - · files, folders or -')
    .option('--dry-run', '只读不写；还没有数据库时也不打开 · only read, write nothing; where there is no database yet, open none')
    .option('--mailbox <address>', '算作寄到哪个邮箱 · the mailbox they count as sent to (default: the default one)')
    .action(async (files: string[], options: { dryRun?: boolean; mailbox?: string }, command: Command) => {
      const flags = command.optsWithGlobals<GlobalFlags>()
      const { json = false } = flags
      const isComplete = options.dryRun
        ? await (hasDatabase(flags) ? dryRunBeside(flags, files, json) : dryRun(files, json, { ownMark: null, match: async () => null }))
        : await importMails(flags, files, options.mailbox ?? null, json)
      if (!isComplete) process.exitCode = 1
    })
}

function hasDatabase(flags: GlobalFlags): boolean {
  const { databaseUrl, dataDir } = configFrom(flags)
  return databaseUrl !== null || existsSync(join(dataDir, 'postgres'))
}

function dryRunBeside(flags: GlobalFlags, files: readonly string[], json: boolean): Promise<boolean> {
  return withDatabase(flags, async ({ ctx, config }) => {
    const { hmac } = await openSeal(config.dataDir)
    return dryRun(files, json, { ownMark: ownMark(hmac), match: (mail) => foreseePlacing(ctx, mail, hmac) })
  })
}

/** Prints a line of JSON, or a few lines for people, for each mail. False: some could not be read. */
async function dryRun(
  files: readonly string[],
  asJson: boolean,
  ours: { readonly ownMark: string | null; readonly match: MatchMail },
): Promise<boolean> {
  const reading = openMailReading({ ownDomains: [], ownMark: ours.ownMark, trustedServer: null })
  let isComplete = true
  try {
    for await (const one of reading.readFiles(files)) {
      const mail = one.understood?.ok ? one.understood.mail : null
      if (mail === null) isComplete = false
      const answer = mail === null ? refused(one) : { ...placeOf(one), ok: true, ...describeMail(mail), match: await ours.match(mail) }
      print(asJson ? JSON.stringify(answer) : mail === null ? `${one.file}:${one.position}  ${sentence(one)}` : forPeople(one, mail))
    }
  } finally {
    await reading.close()
  }
  return isComplete
}

function placeOf({ file, position, size }: ReadMail): { file: string; position: number; size: number } {
  return { file, position, size }
}

function refused(one: ReadMail): object {
  const { code, zh, en } = reasonOf(one)
  return { ...placeOf(one), ok: false, code, zh, en }
}

function sentence(one: ReadMail): string {
  const { zh, en } = reasonOf(one)
  return `${zh} · ${en}`
}

function reasonOf({ why, understood }: ReadMail): ReturnType<typeof whyNot> {
  if (why !== null) return whyNot(why)
  return whyNot(understood === null || understood.ok ? 'crash' : understood.why)
}

function forPeople(one: ReadMail, mail: UnderstoodMail): string {
  const said = mail.visibleText.replace(/\s+/g, ' ').slice(0, 200)
  const files = mail.files.map(({ name, size }) => `${name} (${size})`).join(', ')
  const lines = [
    `${one.file}:${one.position}  ${mail.subject || '（无主题 no subject）'}`,
    `  ${mail.from === null ? '（无发件人 no sender）' : `${mail.from.name} <${mail.from.address}>`}`,
    said === '' ? '' : `  ${said}`,
    files === '' ? '' : `  附件 files: ${files}`,
    mail.automatic.kind === 'no' ? '' : `  自动邮件 automatic: ${mail.automatic.kind} (${mail.automatic.why.join('; ')})`,
    mail.defects.length === 0 ? '' : `  缺陷 defects: ${mail.defects.join(', ')}`,
  ]
  return lines.filter((line) => line !== '').join('\n')
}
