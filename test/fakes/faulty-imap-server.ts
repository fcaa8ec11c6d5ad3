import { type AddressInfo, createServer, type Socket } from 'node:net'

/** How a FETCH of a whole mail goes: as it should; refused; broken off inside the literal; never answered; a literal announced larger than asked. */
export type FetchReaction = 'good' | { readonly no: string } | 'cut_literal' | 'silence' | 'oversized_literal'
export type FaultyImapServer = {
  readonly host: '127.0.0.1'
  readonly port: number
  /** Without arguments of signing in. */
  readonly commands: readonly string[]
  add(raw: string): number
  /** `times`: how often this mail has been asked for. */
  onFetch(how: (uid: number, times: number) => FetchReaction): void
  /** The folder is made anew: the same mails, other uids. */
  renumber(uidValidity: number, firstUid: number): void
  /** Ends every connection. */
  hangUp(): void
  close(): Promise<void>
}

/**
 * An IMAP server for what a real one cannot be made to do; it knows as many commands as our client uses, and one folder. Everything else
 * is tested against Dovecot.
 */
export async function startFaultyImapServer({ capabilities = 'IMAP4rev1 IDLE' } = {}): Promise<FaultyImapServer> {
  const commands: string[] = []
  const times = new Map<number, number>()
  const idling = new Map<Socket, string>()
  const sockets = new Set<Socket>()
  let mails: { uid: number; raw: string }[] = []
  let uidValidity = 1
  let nextUid = 1
  let react: (uid: number, times: number) => FetchReaction = () => 'good'

  function fetch(socket: Socket, tag: string, uid: number, items: string): void {
    const index = mails.findIndex((mail) => mail.uid === uid)
    const mail = mails[index]
    if (!mail) return void socket.write(`${tag} OK FETCH done\r\n`)
    const head = `* ${index + 1} FETCH (UID ${uid} RFC822.SIZE ${mail.raw.length} INTERNALDATE "17-Nov-2026 08:00:00 +0000"`
    if (!/BODY/.test(items)) return void socket.write(`${head})\r\n${tag} OK FETCH done\r\n`)
    times.set(uid, (times.get(uid) ?? 0) + 1)
    const reaction = react(uid, times.get(uid)!)
    if (reaction === 'silence') return
    if (typeof reaction === 'object') return void socket.write(`${tag} NO ${reaction.no}\r\n`)
    const literal = `${head} BODY[]<0> {${reaction === 'oversized_literal' ? 2_000_000_000 : mail.raw.length}}\r\n`
    if (reaction === 'cut_literal') return void socket.write(`${literal}${mail.raw.slice(0, mail.raw.length / 2)}`, () => socket.destroy())
    socket.write(`${literal}${mail.raw})\r\n${tag} OK FETCH done\r\n`)
  }

  function command(socket: Socket, line: string): void {
    if (line.toUpperCase() === 'DONE') {
      socket.write(`${idling.get(socket)} OK IDLE done\r\n`)
      return void idling.delete(socket)
    }
    const [tag = '', ...words] = line.split(' ')
    const verb = (words[0]?.toUpperCase() === 'UID' ? words.splice(0, 2).join(' ') : (words.shift() ?? '')).toUpperCase()
    const rest = words.join(' ')
    commands.push(verb === 'LOGIN' || verb === 'AUTHENTICATE' ? verb : `${verb} ${rest}`.trim())
    const ok = `${tag} OK ${verb} done\r\n`
    if (verb === 'CAPABILITY') socket.write(`* CAPABILITY ${capabilities}\r\n${ok}`)
    else if (verb === 'SELECT')
      socket.write(
        `* FLAGS (\\Seen)\r\n* ${mails.length} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY ${uidValidity}] ok\r\n* OK [UIDNEXT ${nextUid}] ok\r\n${tag} OK [READ-WRITE] SELECT done\r\n`,
      )
    else if (verb === 'LIST') socket.write(`* LIST () "/" INBOX\r\n${ok}`)
    else if (verb === 'IDLE') {
      idling.set(socket, tag)
      socket.write('+ idling\r\n')
    } else if (verb === 'UID SEARCH') {
      const [, from = '1', to] = /UID (\d+)(?::(\*|\d+))?/.exec(rest) ?? []
      const last = to === '*' ? Number.POSITIVE_INFINITY : Number(to ?? from)
      const found = mails.filter(({ uid }) => uid >= Number(from) && uid <= last).map(({ uid }) => uid)
      // As RFC 9051 has it: the star is the last mail, whatever its uid.
      if (to === '*' && found.length === 0 && mails.length > 0) found.push(mails.at(-1)!.uid)
      socket.write(`* SEARCH${found.map((uid) => ` ${uid}`).join('')}\r\n${ok}`)
    } else if (verb === 'UID FETCH') fetch(socket, tag, Number(words[0]), rest)
    else if (verb === 'LOGOUT') socket.end(`* BYE bye\r\n${ok}`)
    else socket.write(ok)
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    let buffered = ''
    socket
      .on('error', () => socket.destroy())
      .on('close', () => {
        sockets.delete(socket)
        idling.delete(socket)
      })
    socket.on('data', (piece) => {
      buffered += piece.toString('latin1')
      for (let end = buffered.indexOf('\r\n'); end !== -1; end = buffered.indexOf('\r\n')) {
        const line = buffered.slice(0, end)
        buffered = buffered.slice(end + 2)
        command(socket, line)
      }
    })
    socket.write(`* OK [CAPABILITY ${capabilities}] faulty server ready\r\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    commands,
    add(raw) {
      mails.push({ uid: nextUid++, raw })
      for (const socket of idling.keys()) socket.write(`* ${mails.length} EXISTS\r\n`)
      return nextUid - 1
    },
    onFetch(how) {
      react = how
      times.clear()
    },
    renumber(validity, firstUid) {
      uidValidity = validity
      mails = mails.map(({ raw }, i) => ({ uid: firstUid + i, raw }))
      nextUid = firstUid + mails.length
    },
    hangUp() {
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
