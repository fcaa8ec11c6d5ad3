// How fast mail becomes words on tickets and leaves again: bin/bench mail [--mails N] [--smtp-port N]. Beside it parsing alone, the floor.
// `--smtp-port`: it leaves into the mail server at that port of this machine, instead of into one of our own that takes everything.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openApp } from '#app'
import { sendDue } from '#mail'
import { readConfig } from '#platform/config'
import { openFileStore } from '#platform/files/file-store'
import { openLog } from '#platform/log'
import { migrate } from '#platform/migrate'
import { startEmbedded } from '#platform/postgres/embedded-postgres'
import { openMailReading } from '../src/open-mail-reading.ts'
import { foundCompany } from '../test/harness/company.ts'
import { parentOf, serverCpuMs } from './cpu-time.ts'
import { startServer } from './server-process.ts'
import { typicalMail } from './typical-mail.ts'

const { values } = parseArgs({
  options: { mails: { type: 'string', default: '3000' }, 'smtp-port': { type: 'string' } },
  allowPositionals: true,
})
const COUNT = Number(values.mails)
const SMTP_PORT = values['smtp-port']
const WARM_UP = 300
const SENDERS = 200
/** So often memory is looked at. */
const SAMPLES = 10
const say = (line: string) => process.stderr.write(`${line}\n`)
const perSecond = (count: number, since: number) => Math.round(count / ((performance.now() - since) / 1000))
const rssMb = () => Math.round(process.memoryUsage.rss() / 1_048_576)

const dataDir = mkdtempSync(join(tmpdir(), 'muster-bench-mail-'))
const log = openLog('error')
const embedded = await startEmbedded({ dataDir, log })
await migrate(embedded.url)
const sink = await startServer(process.execPath, ['bench/smtp-sink.ts'], {})
const client = new pg.Client({ connectionString: embedded.url })
await client.connect()
const results: Record<string, unknown> = { mails: COUNT, mailBytes: mail(0).length }
try {
  const app = await openApp({
    config: readConfig({ MUSTER_DATA: dataDir, PORT: '0', MUSTER_LOG_LEVEL: 'error' }),
    databaseUrl: embedded.url,
    log,
    role: 'web',
    webRoot: null,
  })
  const { ids, keys } = await foundCompany(app)
  const mailboxId = await makeMailbox(ids.line)
  await client.query(`update accounts set domains = '{hongtai.example}' where id = $1`, [ids.account])

  results['parsedPerSecond'] = await parseAlone()
  say(`parsing alone, on threads: ${results['parsedPerSecond']}/s`)

  let received = 0
  const receive = async (to: number) => {
    const lane = async () => {
      while (received < to) await app.mail.receive({ raw: mail(received++), source: 'smtp', mailboxId, envelope: { from: null, to: [] } })
    }
    await Promise.all(Array.from({ length: 8 }, lane))
  }
  await receive(WARM_UP)
  while ((await app.mail.takeWaiting(80)) > 0);
  const memoryBefore = rssMb()
  const postmaster = parentOf((await client.query('select pg_backend_pid() as pid')).rows[0].pid)
  const cpuBefore = { node: process.cpuUsage(), postgres: serverCpuMs(postmaster) }
  let since = performance.now()
  const receiving = receive(WARM_UP + COUNT).then(() => 0)
  let isReceiving = true
  receiving.finally(() => {
    isReceiving = false
  })
  const memory = [memoryBefore]
  for (let taken = 0, all = 0; isReceiving || taken > 0; all += taken) {
    taken = Number(await app.mail.takeInTurn(80))
    if (all + taken < (memory.length * COUNT) / SAMPLES) continue
    memory.push(rssMb())
    say(`  ${all + taken} taken, ${perSecond(all + taken, since)}/s so far`)
  }
  await receiving
  results['takenPerSecond'] = perSecond(COUNT, since)
  results['rssMb'] = memory
  const { user, system } = process.cpuUsage(cpuBefore.node)
  results['cpuMsPerMail'] = {
    node: Number(((user + system) / 1000 / COUNT).toFixed(2)),
    postgres: Number(((serverCpuMs(postmaster) - cpuBefore.postgres) / COUNT).toFixed(2)),
  }
  const { rows } = await client.query(
    `select state, coalesce(matched_by, 'new') as by, count(*)::int as n from received_mails group by 1, 2 order by 3 desc`,
  )
  results['placed'] = rows
  say(`received, parsed and threaded: ${results['takenPerSecond']}/s; ${JSON.stringify(rows)}; RSS ${memory.join(', ')} MB`)

  await queueMails(app, keys.support, mailboxId, COUNT)
  since = performance.now()
  const ctx = await app.systemCtx()
  const outbox = { files: openFileStore(dataDir), senderFor: app.mail.senderFor }
  for (let taken = 1; taken > 0; ) taken = (await sendDue(ctx, outbox, { mailboxId, limit: 40 })).taken
  results['sentPerSecond'] = perSecond(COUNT, since)
  const outcome = await client.query('select state, count(*)::int as n from outgoing_mails group by 1')
  results['sent'] = outcome.rows
  say(
    `sent into ${SMTP_PORT ? `the server at port ${SMTP_PORT}` : 'a server of our own'}: ${results['sentPerSecond']}/s; ${JSON.stringify(outcome.rows)}`,
  )
  await app.stop()
  process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
} finally {
  await client.end()
  await sink.stop()
  await embedded.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit()

/** One in three begins a matter, the others answer it; of two hundred senders of one company. */
function mail(nth: number): Buffer {
  const begins = nth - (nth % 3)
  const from = `user${begins % SENDERS}@hongtai.example`
  const references = nth === begins ? [] : [`${begins}@hongtai.example`]
  return typicalMail({ from, id: `${nth}@hongtai.example`, subject: `报表导出超时 ${begins}`, references, nth })
}

async function parseAlone(): Promise<number> {
  const reading = openMailReading({ ownDomains: [], ownMark: null, trustedServer: null })
  let next = 0
  const lane = async (to: number) => {
    while (next < to) await reading.understand(mail(next++))
  }
  await Promise.all(Array.from({ length: 4 }, () => lane(WARM_UP)))
  const since = performance.now()
  await Promise.all(Array.from({ length: 4 }, () => lane(WARM_UP + COUNT)))
  const rate = perSecond(COUNT, since)
  await reading.close()
  return rate
}

async function makeMailbox(lineId: string): Promise<string> {
  const id = '01990000-0000-7000-8000-0000000000aa'
  const send = {
    by: 'smtp',
    host: '127.0.0.1',
    port: Number(SMTP_PORT ?? new URL(sink.address).port),
    security: 'none',
    ca: null,
    user: '',
    auth: 'none',
    dkim: null,
  }
  await client.query(
    `insert into mailboxes (id, name, address, product_line_id, locale, receive, send, is_default, created_at)
     values ($1, '支持', 'support@vendor.example', $2, 'zh-CN', '{"by":"none"}', $3, true, now())`,
    [id, lineId, JSON.stringify(send)],
  )
  return id
}

/** A reply of ours, made into a mail by the job that does so, and as many like it as are to be sent. */
async function queueMails(app: Awaited<ReturnType<typeof openApp>>, key: string, mailboxId: string, count: number): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select ticket_id as id from received_mails where matched_by is null and state = 'taken' limit 1`,
  )
  const posted = await app.server.inject({
    method: 'POST',
    url: `/api/v1/tickets/${rows[0]?.id}/messages`,
    headers: { authorization: `Bearer ${key}` },
    payload: { audience: 'customer', body: '已经定位到原因，正在修复，一小时内再告诉您进展。'.repeat(10) },
  })
  if (posted.statusCode !== 201) throw new Error(`the reply was answered ${posted.statusCode}`)
  const worker = await openApp({
    config: readConfig({ MUSTER_DATA: dataDir, PORT: '0', MUSTER_LOG_LEVEL: 'error' }),
    databaseUrl: embedded.url,
    log,
    role: 'worker',
  })
  while ((await client.query('select from outgoing_mails where state = $1', ['sent'])).rows.length === 0)
    await new Promise((r) => setTimeout(r, 50))
  await worker.stop()
  await client.query(
    `insert into outgoing_mails (id, once, purpose, mailbox_id, ticket_id, message_id, to_kind, to_id, to_address, to_name, rfc_message_id, automatic, content, state, next_try_at, created_at)
     select gen_random_uuid(), 'bench ' || g, purpose, mailbox_id, ticket_id, message_id, to_kind, to_id, 'user' || g || '@hongtai.example', to_name, g || '@vendor.example', automatic, content, 'queued', now(), now()
     from (select * from outgoing_mails where mailbox_id = $1 and content is not null limit 1) one, generate_series(1, $2::int) g`,
    [mailboxId, count],
  )
  await client.query('delete from outgoing_mails where state = $1', ['sent'])
  const queued = await client.query('select count(*)::int as n from outgoing_mails where state = $1', ['queued'])
  if (queued.rows[0].n < count) throw new Error(`${queued.rows[0].n} mails wait to be sent instead of ${count}`)
}
