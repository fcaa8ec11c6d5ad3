import { connect, type Socket } from 'node:net'
import { until } from './until.ts'

/** A raw conversation with an SMTP or LMTP server, byte for byte as the test wants it. */
export type SmtpLine = {
  /** Sends bytes as they are. */
  put(bytes: string): void
  /** Sends a line and returns the whole reply to it. */
  ask(line: string): Promise<string>
  /** The next whole reply. */
  reply(): Promise<string>
  isClosed(): boolean
  end(): void
}

export async function smtpLine(port: number): Promise<SmtpLine> {
  const socket: Socket = connect(port, '127.0.0.1')
  let heard = ''
  let closed = false
  socket.on('data', (piece) => {
    heard += piece.toString('latin1')
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    closed = true
  })
  const whole = /^(?:\d{3}-[^\r\n]*\r\n)*\d{3}(?: [^\r\n]*)?\r\n/
  const line: SmtpLine = {
    put: (bytes) => void socket.write(bytes, 'latin1'),
    async ask(text) {
      line.put(`${text}\r\n`)
      return line.reply()
    },
    async reply() {
      await until('a reply', () => whole.test(heard) || closed)
      const [text = ''] = whole.exec(heard) ?? []
      heard = heard.slice(text.length)
      return text.trimEnd()
    },
    isClosed: () => closed,
    end: () => void socket.destroy(),
  }
  return line
}
