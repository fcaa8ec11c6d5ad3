// A mail server that takes everything and keeps nothing, as a process of its own: what sending is measured against.
import { SMTPServer } from 'smtp-server'

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData(stream, _session, done) {
    stream.on('end', () => done())
    stream.resume()
  },
})
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ ready: true, address: `http://127.0.0.1:${port}` })}\n`)
})
