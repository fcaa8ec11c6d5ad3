import { type AddressInfo, createServer, type Socket } from 'node:net'

/** Where in a conversation: `body` is the first piece of a mail, `end` its final dot. */
export type Step = 'greeting' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'body' | 'end'
export type Moment = {
  readonly step: Step
  /** Counted from 1, over the server's life. */
  readonly connection: number
  /** How often this step has come, this time included, over the server's life. */
  readonly times: number
  readonly envelope: { readonly from: string; readonly to: readonly string[] }
  /** The recipient asked for at `rcpt`. */
  readonly recipient: string
}
/** As a good server would; a reply of its own; the line goes dead at once; nothing, with the line open; or, at `end`, dead with the mail taken. */
export type Reaction = 'good' | { readonly reply: string } | 'drop' | 'silence' | 'take_and_drop'
export type Misbehaviour = (moment: Moment) => Reaction

export type KeptMail = { readonly envelope: Moment['envelope']; readonly raw: string; readonly connection: number }
export type FaultySmtpServer = {
  readonly host: '127.0.0.1'
  readonly port: number
  /** Whatever it has taken, with or without saying so. */
  readonly mails: readonly KeptMail[]
  /** All lines it was told, without bodies. */
  readonly lines: readonly string[]
  connections(): number
  behave(how: Misbehaviour): void
  /** Ends every connection there is, as a server that restarts. */
  hangUp(): void
  close(): Promise<void>
}

export type FaultyOptions = {
  readonly behave?: Misbehaviour
  /** Milliseconds between the bytes of its replies. */
  readonly dripMs?: number
  readonly extensions?: readonly string[]
}

/** An SMTP server that goes wrong where it is told to, and else takes everything and keeps it. */
export async function startFaultySmtpServer(options: FaultyOptions = {}): Promise<FaultySmtpServer> {
  const { dripMs = 0, extensions = ['SIZE 100000000', '8BITMIME'] } = options
  let behave: Misbehaviour = options.behave ?? (() => 'good')
  const mails: KeptMail[] = []
  const lines: string[] = []
  const times = new Map<Step, number>()
  const sockets = new Set<Socket>()
  let connections = 0

  const server = createServer((socket) => {
    const connection = ++connections
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    let envelope = { from: '', to: [] as string[] }
    let buffered = ''
    let body: string | null = null
    let isTakingNone = false
    let searched = 0

    let said: Promise<void> = Promise.resolve()
    const say = (text: string): Promise<void> => {
      said = said.then(() => utter(socket, `${text}\r\n`, dripMs))
      return said
    }
    /** False when the good course is not to be taken. */
    const isGood = (step: Step, recipient = ''): boolean => {
      times.set(step, (times.get(step) ?? 0) + 1)
      const reaction = behave({ step, connection, times: times.get(step)!, envelope, recipient })
      if (reaction === 'take_and_drop') mails.push({ envelope, raw: body ?? '', connection })
      if (reaction === 'drop' || reaction === 'take_and_drop') socket.destroy()
      if (reaction === 'silence') isTakingNone = true
      if (typeof reaction === 'object') void say(reaction.reply)
      return reaction === 'good'
    }

    const command = (line: string): void => {
      lines.push(line)
      const [verb = ''] = line.toUpperCase().split(/[ :]/)
      if (verb === 'EHLO' || verb === 'HELO') {
        if (isGood('ehlo'))
          void say(['mx.faulty', ...extensions].map((one, i, all) => `250${i === all.length - 1 ? ' ' : '-'}${one}`).join('\r\n'))
      } else if (verb === 'MAIL') {
        envelope = { from: /<(.*?)>/.exec(line)?.[1] ?? '', to: [] }
        if (isGood('mail')) void say('250 2.1.0 ok')
      } else if (verb === 'RCPT') {
        const recipient = /<(.*?)>/.exec(line)?.[1] ?? ''
        if (!isGood('rcpt', recipient)) return
        envelope.to.push(recipient)
        void say('250 2.1.5 ok')
      } else if (verb === 'DATA') {
        if (envelope.to.length === 0) void say('554 5.5.1 nobody to send it to')
        else if (isGood('data')) {
          body = ''
          void say('354 go on')
        }
      } else if (verb === 'QUIT') {
        void say('221 2.0.0 bye').then(() => socket.end())
      } else void say(verb === 'RSET' || verb === 'NOOP' ? '250 2.0.0 ok' : '502 5.5.2 what?')
    }

    socket.on('data', (piece) => {
      buffered += piece.toString('latin1')
      while (!isTakingNone && !socket.destroyed) {
        if (body !== null) {
          if (body === '' && buffered !== '' && !isGood('body')) return
          // The first CRLF of an end may be the one that ended DATA, or stand at the end of what was looked at before.
          const end = `\r\n${buffered}`.indexOf('\r\n.\r\n', Math.max(0, searched - 4))
          searched = buffered.length
          if (buffered !== '') body = ' '
          if (end === -1) return
          body = buffered.slice(0, end).replace(/^\.\./gm, '.')
          buffered = buffered.slice(end + 3)
          searched = 0
          const raw = body
          if (isGood('end')) {
            mails.push({ envelope, raw, connection })
            void say('250 2.0.0 taken')
          }
          body = null
          continue
        }
        const end = buffered.indexOf('\r\n')
        if (end === -1) return
        const line = buffered.slice(0, end)
        buffered = buffered.slice(end + 2)
        command(line)
      }
    })
    if (isGood('greeting')) void say('220 mx.faulty ESMTP')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    mails,
    lines,
    connections: () => connections,
    behave(how) {
      behave = how
      times.clear()
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

async function utter(socket: Socket, text: string, dripMs: number): Promise<void> {
  if (dripMs === 0) socket.write(text)
  else
    for (const byte of text) {
      socket.write(byte)
      await new Promise((resolve) => setTimeout(resolve, dripMs))
    }
}
