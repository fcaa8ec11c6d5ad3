import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type OutgoingMail = { readonly to: string; readonly subject: string; readonly body: string }

/** Where mail about signing in goes. The app passes one in: files until a mail server is configured. */
export type MailOut = { send(mail: OutgoingMail): Promise<void> }

/**
 * Each mail one file in `<dataDir>/mails/`, readable by its owner only, named so that they sort as they were written. For trying Muster
 * out and for administrators without a mail server: they read the file and pass the link on.
 */
export function fileMailOut(dataDir: string): MailOut {
  const folder = join(dataDir, 'mails')
  let written = 0
  return {
    async send({ to, subject, body }) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = `${new Date().toISOString().replaceAll(':', '-')}-${String(++written).padStart(6, '0')}-${randomBytes(4).toString('hex')}.txt`
      await writeFile(join(folder, name), `To: ${to}\nSubject: ${subject}\n\n${body}\n`, { mode: 0o600, flag: 'wx' })
    },
  }
}
