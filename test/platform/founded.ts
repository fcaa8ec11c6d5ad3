import { appendFileSync, chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '#app'
import type { Instant } from '#kernel/instant'
import { readConfig } from '#platform/config'
import { setTestClock } from '#platform/jobs/test-clock-row'
import { openLog } from '#platform/log'
import { migrate } from '#platform/migrate'
import { startEmbedded } from '#platform/postgres/embedded-postgres'
import { haltServer } from '#platform/postgres/halt-server'
import { type Company, foundCompany } from '../harness/company.ts'
import { createTestDatabase } from '../harness/postgres.ts'

/** A database with the small company in it, and the folder for attachments and secrets beside it. */
export type Founded = { readonly url: string; readonly dataDir: string; readonly company: Company; drop(): Promise<void> }

/** `cluster`: where its server works; `superuserUrl`: its superuser's, while it runs. */
export type FoundedFolder = Founded & { readonly cluster: string; readonly superuserUrl: string }

/** On a database of the test server, which this file does not stop. `clockAt`: the processes will run with the test clock. */
export async function foundedDatabase(clockAt: Instant | null = null): Promise<Founded> {
  const database = await createTestDatabase()
  const folder = newFolder()
  const company = await found(database.url, folder, clockAt)
  return {
    url: database.url,
    dataDir: folder,
    company,
    async drop() {
      await database.drop()
      removeFolders()
    },
  }
}

/**
 * In a data folder of its own, durable as in real use, made and then stopped: for processes that bring it up by
 * themselves, and for tests that kill it. `url` names no program, as a DATABASE_URL of real use.
 */
export async function foundedFolder(clockAt: Instant | null, dataDir = join(newFolder(), 'data')): Promise<FoundedFolder> {
  const embedded = await startEmbedded({ dataDir, log: openLog('silent') })
  const cluster = embedded.connection.host
  try {
    await migrate(embedded.url)
    const company = await found(embedded.url, dataDir, clockAt)
    // A quarter of the machine, made anew at each of many starts, for a few hundred rows.
    appendFileSync(join(cluster, 'postgresql.conf'), "shared_buffers = '128MB'\n")
    const url = new URL(embedded.url)
    url.searchParams.delete('application_name')
    return {
      ...{ url: url.href, superuserUrl: embedded.superuserUrl, dataDir, company, cluster },
      async drop() {
        await haltServer(cluster)
        rmSync(cluster, { recursive: true, force: true })
        removeFolders()
      },
    }
  } finally {
    await embedded.stop()
  }
}

const folders: string[] = []

/** A temporary folder that the database's own user may pass through; gone with what was founded. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'muster-processes-')))
  chmodSync(folder, 0o711)
  folders.push(folder)
  return folder
}

export function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

async function found(url: string, dataDir: string, clockAt: Instant | null): Promise<Company> {
  const config = readConfig({ MUSTER_DATA: dataDir, PORT: '0', ...(clockAt === null ? {} : { MUSTER_TEST_CLOCK: '1' }) })
  const app = await openApp({ config, databaseUrl: url, log: openLog('silent'), role: 'worker', webRoot: null })
  try {
    if (clockAt !== null) await setTestClock(app.db, clockAt)
    return await foundCompany(app)
  } finally {
    await app.stop()
  }
}
