// How fast mail is understood, and whether memory stays flat: node bench/mail-parse.ts [mails]
import { readdirSync, readFileSync } from 'node:fs'
import { openUnderstanding } from '../src/channels/email/understand/open-understanding.ts'
import { understandMail } from '../src/channels/email/understand/understand-mail.ts'
import { typicalMail } from './typical-mail.ts'

const OPTIONS = { ownDomains: ['mail.vendor.example'], ownMark: null, trustedServer: 'mx.vendor.example' }
const COUNT = Number(process.argv[2] ?? 5_000)
const WARM_UP = 200

const typical = (nth: number) =>
  typicalMail({
    from: 'li.na@hongtai.example',
    id: `${nth}@hongtai.example`,
    subject: '=?utf-8?B?5Zue5aSNOiDmiqXooajlr7zlh7rotoXml7Y=?=',
    references: ['a@vendor.example', 'b@vendor.example'],
    nth,
  })

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
