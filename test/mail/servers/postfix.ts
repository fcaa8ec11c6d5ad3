import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Certificate, selfMadeCertificate } from './certificate.ts'
import type { Dovecot } from './dovecot.ts'
import { accountOf } from './mail-account.ts'
import { freePort, runServer, serverFolder, signalGroup } from './run-server.ts'

/** Where mail of a domain goes on: to the mailboxes of a Dovecot beside it, or to a listener of ours. */
export type Route = { readonly domain: string; readonly by: 'lmtp' | 'smtp'; readonly port: number }

export type Postfix = {
  readonly host: '127.0.0.1'
  /** Takes mail for the domains of the routes from anybody. */
  readonly smtp: number
  /** Takes it after STARTTLS and a password or token that Dovecot knows. */
  readonly submission: number
  /** The same, encrypted from the first byte. */
  readonly submissions: number
  /** For localhost by name. */
  readonly certificate: Certificate
  log(): string
  stop(): Promise<void>
}

/** The distribution's Postfix with its configuration, queue and log in one temporary folder. Needs root, as every Postfix does. */
export async function startPostfix({ routes, dovecot }: { routes: readonly Route[]; dovecot: Dovecot }): Promise<Postfix> {
  const folder = serverFolder('postfix')
  const certificate = selfMadeCertificate(folder.path, 'smtp', ['DNS:localhost'])
  const ports = { smtp: await freePort(), submission: await freePort(), submissions: await freePort() }
  const logFile = join(folder.path, 'postfix.log')
  for (const part of ['config', 'queue', 'data']) mkdirSync(join(folder.path, part), { mode: 0o755 })
  chownSync(join(folder.path, 'data'), accountOf('postfix').uid, 0)
  writeFileSync(join(folder.path, 'config/main.cf'), mainSettings(folder.path, routes, dovecot.auth, certificate))
  writeFileSync(join(folder.path, 'config/master.cf'), services(ports))
  const running = await runServer('/usr/sbin/postfix', ['-c', join(folder.path, 'config'), 'start-fg'], Object.values(ports), logFile)
  return {
    host: '127.0.0.1',
    ...ports,
    certificate,
    log: () => readFileSync(logFile, 'utf8'),
    async stop() {
      // Its master leads a group of its own.
      const master = Number(readFileSync(join(folder.path, 'queue/pid/master.pid'), 'utf8'))
      signalGroup(master, 'SIGTERM')
      await running.stop()
      signalGroup(master, 'SIGKILL')
      folder.remove()
    },
  }
}

function mainSettings(folder: string, routes: readonly Route[], authPort: number, { certFile, keyFile }: Certificate): string {
  const transports = routes.map(({ domain, by, port }) => `{ ${domain} = ${by}:[127.0.0.1]:${port} }`).join(' ')
  return `
compatibility_level = 3.7
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
meta_directory = /etc/postfix
shlib_directory = /usr/lib/postfix
maillog_file = /dev/stdout
myhostname = mx.example
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
relay_domains = ${routes.map(({ domain }) => domain).join(' ')}
transport_maps = inline:{ ${transports} }
smtpd_relay_restrictions = reject_unauth_destination
smtpd_tls_cert_file = ${certFile}
smtpd_tls_key_file = ${keyFile}
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${authPort}
smtpd_tls_auth_only = yes
smtpd_peername_lookup = no
smtp_dns_support_level = disabled
smtp_host_lookup = native
disable_vrfy_command = yes
# A process that has served keeps its connection to Dovecot, and after a restart of that would refuse one sign-in.
max_use = 1
message_size_limit = 60000000
mailbox_size_limit = 0
queue_run_delay = 1s
# Not 1 s: it counts whole seconds, so a run of the queue could meet a mail put off that instant, still locked by whoever
# had tried ("skipped, still being delivered"), and left it lying until the next mail came in.
minimal_backoff_time = 2s
maximal_backoff_time = 3s
transport_retry_time = 1s
lmtp_destination_recipient_limit = 50
`
}

function services({ smtp, submission, submissions }: { smtp: number; submission: number; submissions: number }): string {
  const signedIn = [
    'smtpd_sasl_auth_enable=yes',
    'smtpd_relay_restrictions=permit_sasl_authenticated,reject',
    'smtpd_recipient_restrictions=',
  ]
  const options = (...all: string[]) => all.map((one) => `\n  -o ${one}`).join('')
  return `
127.0.0.1:${smtp} inet n - n - - smtpd
127.0.0.1:${submission} inet n - n - - smtpd${options('smtpd_tls_security_level=encrypt', ...signedIn)}
127.0.0.1:${submissions} inet n - n - - smtpd${options('smtpd_tls_wrappermode=yes', ...signedIn)}
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`
}
