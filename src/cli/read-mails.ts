import { foreseePlacing, openSeal } from '#mail'
import { ownMark } from '#mail/rules/own-mark'
import type { UnderstoodMail } from '#mail/rules/understood-mail'
import { openMailReading, type ReadMail } from '../open-mail-reading.ts'
import { describeMail, whyNot } from './describe-mail.ts'
import { type GlobalFlags, withDatabase } from './environment.ts'
import { print } from './print.ts'

/** Where a mail would go, and by which rule. Null: there is no database to ask. */
type MatchMail = (mail: UnderstoodMail) => Promise<object | null>

/**
 * Reads mails and writes nothing (`import mail --dry-run`): prints a line of JSON, or a few lines for people, for each, and
 * where it would go when there is a database to ask (`beside` its flags). False: some could not be read.
 */
export async function readMails(beside: GlobalFlags | null, files: readonly string[], asJson: boolean): Promise<boolean> {
  if (beside === null) return read(files, asJson, { ownMark: null, match: async () => null })
  return withDatabase(beside, async ({ ctx, config }) => {
    const { hmac } = await openSeal(config.dataDir)
    return read(files, asJson, { ownMark: ownMark(hmac), match: (mail) => foreseePlacing(ctx, mail, hmac) })
  })
}

async function read(
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
