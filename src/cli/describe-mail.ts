import { formatInstant } from '#kernel/instant'
import type { UnderstoodMail } from '#mail/rules/understood-mail'
import type { Words } from './words-of-the-system.ts'

/** What was understood of a mail, as one JSON object: instants as text, the files as attachments. */
export function describeMail({ sentAt, files, forwarded, ...mail }: UnderstoodMail): object {
  return {
    ...mail,
    date: sentAt === null ? null : formatInstant(sentAt),
    attachments: files,
    forwarded: forwarded === null ? null : { ...forwarded, sentAt: forwarded.sentAt === null ? null : formatInstant(forwarded.sentAt) },
  }
}

type WhyNot = 'too-large' | 'not-found' | 'not-readable' | 'empty' | 'timeout' | 'memory' | 'crash' | 'closed'

const WORDS: Readonly<Record<WhyNot, Pick<Words, 'zh' | 'en'>>> = {
  'too-large': { zh: '邮件超过 70 MB，没有读取。', en: 'The mail is larger than 70 MB and was not read.' },
  'not-found': { zh: '没有这个文件。', en: 'There is no such file.' },
  'not-readable': { zh: '文件无法读取，请检查权限。', en: 'The file cannot be read: check its permissions.' },
  empty: { zh: '文件是空的。', en: 'The file is empty.' },
  timeout: { zh: '10 秒内没有读完，这封邮件需要人工查看。', en: 'Not read within 10 seconds: a person must look at this mail.' },
  memory: {
    zh: '读取所需内存超过 256 MB，这封邮件需要人工查看。',
    en: 'Reading it takes more than 256 MB: a person must look at this mail.',
  },
  crash: { zh: '读取时程序出错，这封邮件需要人工查看。', en: 'Reading it failed inside: a person must look at this mail.' },
  closed: { zh: '读取已停止。', en: 'Reading has stopped.' },
}

/** Why a mail was not read, in words. */
export function whyNot(code: WhyNot): Words {
  return { code, ...WORDS[code] }
}
