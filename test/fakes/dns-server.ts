import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** What a name answers: its texts, that nobody has it, that the server is broken, or nothing at all. */
export type DnsAnswer = readonly string[] | 'nobody' | 'broken' | 'silence'
export type DnsServer = {
  /** As a resolver is told it. */
  readonly server: string
  /** Names that were asked for, by either way. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

const TXT = 16
const RCODE = { nobody: 3, broken: 2 } as const
/** RFC 1035: more than this does not fit one datagram, and is asked for again by TCP. */
const MOST_BY_UDP = 512

/** A DNS server of the loopback that knows the TXT records it is given. Names in lower case. */
export async function startDnsServer(records: Readonly<Record<string, DnsAnswer>>): Promise<DnsServer> {
  const asked: string[] = []
  const udp = createSocket('udp4')
  udp.bind(0, '127.0.0.1')
  await once(udp, 'listening')
  const { port } = udp.address()
  udp.on('message', (question, from) => {
    const answer = answerTo(question, records, asked, MOST_BY_UDP)
    if (answer !== null) udp.send(answer, from.port, from.address)
  })
  const sockets = new Set<Socket>()
  const tcp = createServer((socket) => {
    sockets.add(socket)
    let got = Buffer.alloc(0)
    socket.on('error', () => socket.destroy())
    socket.on('data', (piece) => {
      got = Buffer.concat([got, piece])
      while (got.length >= 2 && got.length >= 2 + got.readUInt16BE(0)) {
        const end = 2 + got.readUInt16BE(0)
        const answer = answerTo(got.subarray(2, end), records, asked, 65_535)
        got = got.subarray(end)
        if (answer !== null) socket.write(Buffer.concat([number16(answer.length), answer]))
      }
    })
  }).listen(port, '127.0.0.1')
  await once(tcp, 'listening')
  return {
    server: `127.0.0.1:${(tcp.address() as AddressInfo).port}`,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy()
      udp.close()
      tcp.close()
      await once(tcp, 'close')
    },
  }
}

function answerTo(question: Buffer, records: Readonly<Record<string, DnsAnswer>>, asked: string[], most: number): Buffer | null {
  const { name, end } = nameAt(question, 12)
  asked.push(name)
  const known = records[name] ?? 'nobody'
  if (known === 'silence') return null
  const section = question.subarray(12, end + 4)
  const isText = question.readUInt16BE(end) === TXT
  const texts = typeof known === 'string' || !isText ? [] : known
  const head = (flags: number, count: number) => Buffer.concat([question.subarray(0, 2), ...[flags, 1, count, 0, 0].map(number16), section])
  // An answer, recursion asked for and to be had.
  const flags = 0x81_80 | (typeof known === 'string' ? RCODE[known] : 0)
  const whole = Buffer.concat([head(flags, texts.length), ...texts.map(textRecord)])
  return whole.length <= most ? whole : head(flags | 0x02_00, 0)
}

function textRecord(text: string): Buffer {
  const bytes = Buffer.from(text)
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 255) pieces.push(Buffer.of(Math.min(255, bytes.length - at)), bytes.subarray(at, at + 255))
  const data = Buffer.concat(pieces)
  // The name of the question, class IN, one minute.
  return Buffer.concat([...[0xc0_0c, TXT, 1, 0, 60, data.length].map(number16), data])
}

function nameAt(message: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = []
  let at = start
  for (let length = message[at]!; length > 0; length = message[at]!) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length).toLowerCase())
    at += 1 + length
  }
  return { name: labels.join('.'), end: at + 1 }
}

function number16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}
