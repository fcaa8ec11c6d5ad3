// How fast mail is understood, and whether memory stays flat: node bench/mail-parse.ts [mails]
import { readdirSync, readFileSync } from 'node:fs'
import { openUnderstanding } from '../src/channels/email/understand/open-understanding.ts'
import { understandMail } from '../src/channels/email/understand/understand-mail.ts'

const OPTIONS = { ownDomains: ['mail.vendor.example'], trustedServer: 'mx.vendor.example' }
const COUNT = Number(process.argv[2] ?? 5_000)
const WARM_UP = 200

/** What a customer's answer looks like: both forms, a quotation of three mails, a signature, a small picture; about 20 kB. */
function typical(nth: number): Buffer {
  const turns = [1, 2, 3].map(
    (turn) =>
      `<blockquote type="cite"><div>在 2026年3月${turn}日，09:00，支持 &lt;support@vendor.example&gt; 写道：</div>${'<p style="font-family:微软雅黑;font-size:10.5pt;color:#333">请先升级到 3.2.1 版本，再导出一次报表。</p>'.repeat(28)}`,
  )
  const html = `<html><body><div>已经升级，问题还在（${nth}）。</div><p>麻烦再看一下。</p>${turns.join('')}${'</blockquote>'.repeat(3)}</body></html>`
  const plain = `已经升级，问题还在（${nth}）。\n麻烦再看一下。\n\n在 2026年3月3日，09:00，支持 <support@vendor.example> 写道：\n${'> 请先升级到 3.2.1 版本，再导出一次报表。\n'.repeat(60)}`
  const part = (type: string, text: string): string =>
    `--b\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(Buffer.from(text))}\r\n`
  return Buffer.from(
    `Received: from mx.hongtai.example by mx.vendor.example; Mon, 2 Mar 2026 10:15:01 +0800\r\nFrom: =?utf-8?B?5p2O5aic?= <li.na@hongtai.example>\r\nTo: support@vendor.example\r\n` +
      `Subject: =?utf-8?B?5Zue5aSNOiDmiqXooajlr7zlh7rotoXml7Y=?=\r\nDate: Mon, 2 Mar 2026 10:15:00 +0800\r\nMessage-ID: <${nth}@hongtai.example>\r\nReferences: <a@vendor.example> <b@vendor.example>\r\n` +
      `MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n${part('text/plain', plain)}${part('text/html', html)}--b--\r\n`,
  )
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}/g, '$&\r\n')
}

function inOneThread(mails: (nth: number) => Buffer, count: number): number {
  for (let nth = 0; nth < WARM_UP; nth += 1) understandMail(mails(nth), OPTIONS)
  const begun = process.cpuUsage()
  for (let nth = 0; nth < count; nth += 1) understandMail(mails(nth), OPTIONS)
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1_000 / count
}

async function inThreads(threads: number): Promise<{ perSecond: number; rssMb: number[] }> {
  const pool = openUnderstanding({ ...OPTIONS, threads, timeoutMs: 10_000, memoryMb: 256, maxBytes: 70_000_000 })
  const rssMb: number[] = []
  const step = Math.max(1, Math.floor(COUNT / 5))
  let taken = 0
  const worker = async (): Promise<void> => {
    while (taken < COUNT) {
      const nth = taken++
      const result = await pool.understand(typical(nth))
      if (!result.ok) throw new Error(result.message)
      if (nth % step === 0) rssMb.push(Math.round(process.memoryUsage.rss() / 1_048_576))
    }
  }
  const begun = performance.now()
  await Promise.all(Array.from({ length: threads * 2 }, worker))
  const perSecond = COUNT / ((performance.now() - begun) / 1_000)
  await pool.close()
  return { perSecond, rssMb }
}

const corpus = new URL('../test/mail/corpus/', import.meta.url)
const odd = readdirSync(corpus).flatMap((name) => (name.endsWith('.eml') ? [readFileSync(new URL(name, corpus))] : []))
console.log(`a typical mail of ${typical(1).length} bytes: ${inOneThread(typical, Math.min(COUNT, 2_000)).toFixed(2)} ms of CPU`)
console.log(`a mail of the corpus: ${inOneThread((nth) => odd[nth % odd.length]!, Math.min(COUNT, 5_000)).toFixed(2)} ms of CPU`)
for (const threads of [1, 2]) {
  const { perSecond, rssMb } = await inThreads(threads)
  console.log(`${threads} threads: ${perSecond.toFixed(0)} mails a second; memory of the process in MB: ${rssMb.join(', ')}`)
}
