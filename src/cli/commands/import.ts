import type { Command } from 'commander'
import type { UnderstoodMail } from '#mail/rules/understood-mail'
import { openMailReading, type ReadMail } from '../../open-mail-reading.ts'
import { describeMail, whyNot } from '../describe-mail.ts'
import type { GlobalFlags } from '../environment.ts'
import { print } from '../print.ts'

/** Which ticket a mail belongs to, and by which rule. Null: none, or nobody to ask. */
export type MatchMail = (mail: UnderstoodMail) => Promise<{ readonly ticket: string; readonly rule: string } | null>

export function importCommand(program: Command): void {
  program
    .command('import')
    .description('导入数据 · bring data in')
    .command('mail')
    .description(
      '读取邮件（.eml、mbox、Maildir 文件夹，- 为标准输入），逐封说明读懂了什么 · read mails (.eml, mbox, Maildir folder, - for stdin) and tell what was understood of each',
    )
    .argument('<files...>', '文件、文件夹或 - · files, folders or -')
    .requiredOption('--dry-run', '只读不写，不打开数据库 · only read: nothing is written, no database is opened')
    .action(async (files: string[], _flags: unknown, command: Command) => {
      const { json = false } = command.optsWithGlobals<GlobalFlags>()
      const isComplete = await dryRun(files, json, async () => null)
      if (!isComplete) process.exitCode = 1
    })
}

/** Prints a line of JSON, or a few lines for people, for each mail. False: some could not be read. */
async function dryRun(files: readonly string[], asJson: boolean, match: MatchMail): Promise<boolean> {
  const reading = openMailReading({ ownDomains: [], trustedServer: null })
  let isComplete = true
  try {
    for await (const one of reading.readFiles(files)) {
      const mail = one.understood?.ok ? one.understood.mail : null
      if (mail === null) isComplete = false
      const answer = mail === null ? refused(one) : { ...placeOf(one), ok: true, ...describeMail(mail), match: await match(mail) }
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
