import { setTimeout as pause } from 'node:timers/promises'
import { CommanderError } from 'commander'
import { mailboxOfAddress, openSeal, settledMails } from '#mail'
import { makeCtx } from '#platform/ctx'
import { sha256Hex } from '#platform/digest'
import { openFileStore } from '#platform/files/file-store'
import { openMail } from '../open-mail.ts'
import { mailsIn } from '../open-mail-reading.ts'
import { whyNot } from './describe-mail.ts'
import { type CommandContext, type GlobalFlags, withDatabase } from './environment.ts'
import { print } from './print.ts'

const BATCH = 200
const LOOK_MS = 200

type Read = { readonly file: string; readonly position: number; readonly sha256: string }

/**
 * Takes the mails of files in, as if they had just arrived: each is stored, then placed, by this process or by a worker that is at it. Prints what
 * became of each. False: some could not be read or stand in quarantine. Running it twice takes nothing twice.
 */
export function importMails(flags: GlobalFlags, files: readonly string[], mailbox: string | null, json: boolean): Promise<boolean> {
  return withDatabase(flags, async (context) => {
    const mailboxId = await mailboxOfAddress(context.db, mailbox)
    if (mailbox !== null && mailboxId === null)
      throw new CommanderError(2, 'commander.invalidArgument', `error: there is no mailbox '${mailbox}'`)
    const mail = await openIntake(context)
    try {
      let isComplete = true
      let read: Read[] = []
      const settle = async () => {
        isComplete = (await settleAll(context, mail, read, json)) && isComplete
        read = []
      }
      for await (const { file, position, bytes, why } of mailsIn(files)) {
        if (bytes === null) {
          isComplete = false
          const { code, zh, en } = whyNot(why ?? 'crash')
          print(json ? JSON.stringify({ file, position, state: 'unread', code, zh, en }) : `${file}:${position}  ${zh} · ${en}`)
          continue
        }
        await mail.receive({ raw: bytes, source: 'import', mailboxId, envelope: { from: null, to: [] } })
        read.push({ file, position, sha256: sha256Hex(bytes) })
        if (read.length === BATCH) await settle()
      }
      await settle()
      return isComplete
    } finally {
      await mail.stop()
    }
  })
}

async function openIntake({ config, db, clock, log, ctx }: CommandContext) {
  const systemCtx = async () => makeCtx({ ...ctx, db, now: await clock.now() })
  const wake = { touched: () => undefined, subscribe: () => () => undefined }
  const files = openFileStore(config.dataDir)
  const seal = await openSeal(config.dataDir)
  return openMail({
    db,
    dataDir: config.dataDir,
    files,
    log,
    wake,
    systemCtx,
    seal,
    trustedServer: config.mailTrustedServer,
    listen: null,
    heloName: 'localhost',
    microsoftLogin: config.microsoftLogin,
    works: false,
  })
}

async function settleAll(
  { db }: CommandContext,
  mail: Awaited<ReturnType<typeof openIntake>>,
  read: readonly Read[],
  json: boolean,
): Promise<boolean> {
  for (;;) {
    const taken = await mail.takeInTurn(BATCH)
    const settled = new Map(
      (
        await settledMails(
          db,
          read.map(({ sha256 }) => sha256),
        )
      ).map((one) => [one.rawSha256, one]),
    )
    const isDone = [...settled.values()].every((one) => one.state !== 'waiting' || one.why !== null)
    if (!isDone && taken !== 0) {
      if (taken === 'busy') await pause(LOOK_MS)
      continue
    }
    for (const { file, position, sha256 } of read) {
      const { state = 'waiting', why = null, detail = null, number = null, matchedBy = null } = settled.get(sha256) ?? {}
      const ticket = number === null ? null : `T-${number}`
      const answer = { file, position, state, why, detail, ticket, matchedBy }
      print(
        json
          ? JSON.stringify(answer)
          : [`${file}:${position}`, state, ticket, matchedBy, why, detail].filter((part) => part !== null).join('  '),
      )
    }
    return [...settled.values()].every(({ state }) => state !== 'quarantined' && state !== 'waiting')
  }
}
