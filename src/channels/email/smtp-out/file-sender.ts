import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MailSender } from '../../port.ts'
import { refuseUnsafeEnvelope } from './refuse-unsafe.ts'
import { mailWriter } from './write-mail.ts'

/**
 * Each mail one file in `<dataDir>/mails/`, readable by its owner only, named so that they sort as they were written. For trying Muster
 * out, and for companies that have not set up a mail server yet: any mail program opens them.
 */
export function fileSender(dataDir: string): MailSender {
  const folder = join(dataDir, 'mails')
  const write = mailWriter(null)
  let written = 0
  const sender: MailSender = {
    write,
    async sendWritten({ envelope, raw }) {
      refuseUnsafeEnvelope(envelope)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = `${new Date().toISOString().replaceAll(':', '-')}-${String(++written).padStart(6, '0')}-${randomBytes(4).toString('hex')}.eml`
      await writeFile(join(folder, name), raw, { mode: 0o600, flag: 'wx' })
      return { kind: 'accepted', response: `mails/${name}`, refused: [] }
    },
    send: async (mail) => sender.sendWritten(await write(mail)),
    verify: async () => ({ ok: true, greeting: folder }),
    close: async () => undefined,
  }
  return sender
}
