import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { serverFolder } from './run-server.ts'

/** A person's mail program: NeoMutt of the distribution, on a terminal of 110 columns. */
export type Neomutt = {
  /** Writes a mail and sends it, without opening the screen; a copy goes to their own inbox, so that it stands in its thread. */
  write(mail: { readonly to: string; readonly subject: string; readonly body: string; readonly files?: readonly NamedFile[] }): void
  /** Opens the inbox on the screen. */
  open(): Promise<void>
  press(...keys: readonly string[]): void
  /** What stands on the screen now, line by line. */
  screen(): string
  /** Waits until the screen says so; throws with what it says instead. */
  shows(words: string): Promise<string>
  /** What the next letters written on the screen hold, above what the program quotes. */
  nextWords(text: string): void
  /** Leaves the program. */
  leave(): void
  remove(): void
}

type NamedFile = { readonly name: string; readonly content: string | Uint8Array }
export type NeomuttOptions = {
  readonly name: string
  readonly address: string
  readonly password: string
  readonly imap: number
  readonly smtp: number
  /** In which it writes; Chinese programs still write GB18030. */
  readonly charset?: string
}

const LONGEST_MS = 15_000

export function neomutt(options: NeomuttOptions): Neomutt {
  const folder = serverFolder('neomutt')
  const settings = join(folder.path, 'settings')
  const words = join(folder.path, 'words')
  const socket = join(folder.path, 'tmux')
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder.path, LANG: 'C.UTF-8', TERM: 'screen' }
  let files = 0
  writeFileSync(settings, settingsOf(options, words, folder.path), { mode: 0o600 })

  function run(command: string, args: readonly string[], input = ''): string {
    const ran = spawnSync(command, args, { env, input, encoding: 'utf8', cwd: folder.path, timeout: LONGEST_MS })
    if (ran.status !== 0) throw new Error(`${command} ended with ${ran.status ?? ran.signal}: ${ran.stdout}${ran.stderr}`)
    return ran.stdout
  }
  const tmux = (...args: string[]): string => run('tmux', ['-S', socket, '-f', '/dev/null', '-u', ...args])
  const screen = (): string => tmux('capture-pane', '-p', '-t', 'mail')

  function laid({ name, content }: NamedFile): string {
    const place = join(folder.path, `files-${++files}`)
    mkdirSync(place)
    writeFileSync(join(place, name), content)
    return join(place, name)
  }

  return {
    write({ to, subject, body, files: named = [] }) {
      const attached = named.length === 0 ? [] : ['-a', ...named.map(laid)]
      run('neomutt', ['-n', '-F', settings, '-s', subject, ...attached, '--', to], body)
    },
    async open() {
      tmux('new-session', '-d', '-x', '110', '-y', '50', '-s', 'mail', 'neomutt', '-n', '-F', settings)
    },
    press: (...keys) => void tmux('send-keys', '-t', 'mail', ...keys),
    screen,
    async shows(said) {
      for (const until = performance.now() + LONGEST_MS; performance.now() < until; await pause(50)) {
        const now = screen()
        if (now.includes(said)) return now
      }
      throw new Error(`the screen does not say “${said}” but:\n${screen()}`)
    },
    nextWords: (text) => writeFileSync(words, text),
    leave() {
      // Nothing is left when it has been quit by its own key.
      spawnSync('tmux', ['-S', socket, 'kill-server'], { env })
    },
    remove: () => folder.remove(),
  }
}

function settingsOf({ name, address, password, imap, smtp, charset = 'utf-8' }: NeomuttOptions, words: string, folder: string): string {
  return `
set real_name="${name}" from="${address}" use_from=yes use_envelope_from=yes
set imap_user="${address}" imap_pass="${password}" imap_authenticators="login"
set folder="imap://127.0.0.1:${imap}/" spool_file="+INBOX" record="" copy=no
my_hdr Bcc: ${address}
set smtp_url="smtp://127.0.0.1:${smtp}/"
set ssl_starttls=no ssl_force_tls=no
set charset="utf-8" send_charset="us-ascii:${charset}" attach_charset="utf-8:gb18030"
set rfc2047_parameters=yes
set header_cache="" message_cachedir="" tmpdir="${folder}"
# Only what mails say of each other makes a thread, never their subjects.
set use_threads=threads sort=date strict_threads=yes collapse_unread=no
set index_format="%2C %-24.24F %s"
set edit_headers=no autoedit=yes fast_reply=yes reply_to=yes include=yes abort_unmodified=no
set editor="sh -c 'cat ${words} \\"$1\\" > \\"$1.new\\"; mv \\"$1.new\\" \\"$1\\"' --"
set menu_scroll=yes markers=no wait_key=no quit=yes help=no mail_check=2 timeout=2 pager_stop=yes
ignore *
unignore from to cc subject date reply-to
`
}
