import { EmbeddedFault } from '#platform/postgres/embedded-fault'
import { attachEmbedded, startEmbedded } from '#platform/postgres/embedded-postgres'

/**
 * A process that holds an embedded database, for tests that kill it: `node supervisor-process.ts DATA [attach]`. One JSON
 * line for each step and one with the outcome; SIGINT and SIGTERM: it drains 300 ms, proves the database is there, stops it.
 */
const [dataDir = '', how] = process.argv.slice(2)
const say = (facts: object) => process.stdout.write(`${JSON.stringify(facts)}\n`)
const quiet = () => undefined

try {
  const open = how === 'attach' ? attachEmbedded : startEmbedded
  const log = {
    info: quiet,
    warn: (_: object, text: string) => say({ warning: text }),
    error: (_: object, text: string) => say({ error: text }),
  }
  const embedded = await open({ dataDir, log, onProgress: (step) => say({ step }) })
  const drain = async () => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: embedded.url })
    await client.connect()
    await client.query('select 1')
    await client.end()
    say({ drained: true })
    await embedded.stop()
    process.exit(0)
  }
  process.once('SIGINT', drain).once('SIGTERM', drain)
  say({ url: embedded.url, superuserUrl: embedded.superuserUrl, adopted: embedded.adopted, host: embedded.connection.host })
  setInterval(quiet, 60_000)
} catch (error) {
  say(error instanceof EmbeddedFault ? { fault: error.code, sentence: error.sentence('zh-CN') } : { crash: String(error) })
  process.exitCode = 1
}
