import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { type Certificate, selfMadeCertificate } from './certificate.ts'
import { mailAccount } from './mail-account.ts'
import { freePort, type RunningServer, runServer, serverFolder } from './run-server.ts'

export type Dovecot = {
  readonly host: '127.0.0.1'
  readonly imap: number
  readonly imaps: number
  readonly lmtp: number
  /** Asks whether somebody may sign in, for a mail server beside it. */
  readonly auth: number
  /** For localhost by name. */
  readonly certificate: Certificate
  /** Puts a mail into a folder as a delivery agent does: whole, by a rename. */
  drop(user: string, raw: string | Uint8Array, folder?: string): void
  /** The mails of a folder as they lie there, oldest first by file name. */
  mails(user: string, folder?: string): string[]
  /** The Maildir flags of each mail, in the same order: `S` is seen. */
  flags(user: string): string[]
  mailFolder(user: string): string
  /** Makes the folder as if it had never been there: all uids start anew under another uidValidity. */
  forgetUids(user: string): void
  start(): Promise<void>
  /** Every process of it, at once and without a word. */
  kill(): Promise<void>
  stop(): Promise<void>
  log(): string
}

/** `tokenInfoUrl` answers whose an access token is (`{"email": …}`); it is called with the token appended. */
export type DovecotOptions = { readonly users: Readonly<Record<string, string>>; readonly tokenInfoUrl?: string }

/** The distribution's Dovecot with IMAP and LMTP on free ports of the loopback, its mail and everything else in one temporary folder. */
export async function startDovecot({ users, tokenInfoUrl }: DovecotOptions): Promise<Dovecot> {
  const folder = serverFolder('dovecot')
  const certificate = selfMadeCertificate(folder.path, 'imap', ['DNS:localhost'])
  const ports = { imap: await freePort(), imaps: await freePort(), lmtp: await freePort(), auth: await freePort() }
  const config = join(folder.path, 'dovecot.conf')
  const logFile = join(folder.path, 'dovecot.log')
  const mail = mailAccount()
  const home = (user: string, box = 'INBOX'): string => join(folder.path, 'mail', user, box === 'INBOX' ? '' : `.${box}`)
  let running: RunningServer | null = null
  let dropped = 0

  writeFileSync(
    join(folder.path, 'users'),
    Object.entries(users)
      .map(([user, password]) => `${user}:{PLAIN}${password}\n`)
      .join(''),
  )
  if (tokenInfoUrl) writeFileSync(join(folder.path, 'oauth2.conf'), tokenSettings(tokenInfoUrl))
  writeFileSync(config, settings(folder.path, ports, tokenInfoUrl !== undefined, certificate))
  const own = (path: string): void => chownSync(path, mail.uid, mail.gid)
  const makeBox = (user: string, box: string): void => {
    for (const path of [
      join(folder.path, 'mail'),
      home(user),
      home(user, box),
      ...['cur', 'new', 'tmp'].map((one) => join(home(user, box), one)),
    ]) {
      if (existsSync(path)) continue
      mkdirSync(path, { mode: 0o700 })
      own(path)
    }
  }
  for (const user of Object.keys(users)) makeBox(user, 'INBOX')
  chmodSync(config, 0o644)

  const dovecot: Dovecot = {
    host: '127.0.0.1',
    ...ports,
    certificate,
    drop(user, raw, box = 'INBOX') {
      makeBox(user, box)
      const name = `${1_700_000_000 + dropped}.M${String(++dropped).padStart(6, '0')}P${process.pid}.test`
      writeFileSync(join(home(user, box), 'tmp', name), raw)
      own(join(home(user, box), 'tmp', name))
      renameSync(join(home(user, box), 'tmp', name), join(home(user, box), 'new', name))
    },
    mails(user, box = 'INBOX') {
      const files = ['cur', 'new'].flatMap((part) => list(join(home(user, box), part)))
      return files.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ path }) => readFileSync(path, 'utf8'))
    },
    flags(user) {
      const names = ['cur', 'new'].flatMap((part) => list(join(home(user), part))).map(({ name }) => name)
      return names.sort().map((name) => name.split(':2,')[1] ?? '')
    },
    mailFolder: (user) => home(user),
    forgetUids(user) {
      for (const name of readdirSync(home(user))) if (name.startsWith('dovecot')) rmSync(join(home(user), name), { recursive: true })
    },
    async start() {
      running = await runServer('/usr/sbin/dovecot', ['-F', '-c', config], Object.values(ports), logFile)
    },
    async kill() {
      await running?.stop('SIGKILL')
      running = null
    },
    async stop() {
      await running?.stop()
      running = null
      folder.remove()
    },
    log: () => readFileSync(logFile, 'utf8'),
  }
  await dovecot.start()
  return dovecot
}

function list(path: string): { readonly name: string; readonly path: string }[] {
  return existsSync(path) ? readdirSync(path).map((name) => ({ name, path: join(path, name) })) : []
}

type Ports = { readonly imap: number; readonly imaps: number; readonly lmtp: number; readonly auth: number }

function settings(folder: string, ports: Ports, hasTokens: boolean, { certFile, keyFile }: Certificate): string {
  // As root its processes give up their rights to the package's users; as anybody else they keep ours.
  const { username, uid } = userInfo()
  const [internal, login] = uid === 0 ? ['dovecot', 'dovenull'] : [username, username]
  const mail = mailAccount()
  const tokens = `passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${folder}/oauth2.conf\n}`
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = ${internal}
default_login_user = ${login}
default_internal_group = ${uid === 0 ? 'dovecot' : mail.groupName}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
mailbox_list_index = no
maildir_stat_dirs = no
ssl = yes
ssl_cert = <${certFile}
ssl_key = <${keyFile}
auth_mechanisms = plain login${hasTokens ? ' xoauth2 oauthbearer' : ''}
auth_failure_delay = 0
${hasTokens ? tokens : ''}
passdb {
  driver = passwd-file
  mechanisms = plain login
  args = username_format=%u ${folder}/users
}
userdb {
  driver = static
  args = uid=${mail.uid} gid=${mail.gid} home=${folder}/mail/%u allow_all_users=yes
}
namespace inbox {
  inbox = yes
  separator = /
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${ports.lmtp}
  }
}
service auth {
  inet_listener auth {
    port = ${ports.auth}
  }
}
service anvil {
  chroot =
  # Else each wrong password makes the next sign-in seconds slower.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`
}

function tokenSettings(tokenInfoUrl: string): string {
  return `tokeninfo_url = ${tokenInfoUrl}\nusername_attribute = email\ntimeout_msecs = 5000\nmax_idle_time_msecs = 1000\n`
}
