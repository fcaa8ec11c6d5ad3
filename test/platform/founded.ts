import { appendFileSync, chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instant } from '#kernel/instant'
import { openLog } from '#platform/log'
import { migrate } from '#platform/migrate'
import { startEmbedded } from '#platform/postgres/embedded-postgres'
import { haltServer } from '#platform/postgres/halt-server'
import type { Company } from '../harness/company.ts'
import { foundOn } from '../harness/found-on.ts'
import { createTestDatabase } from '../harness/postgres.ts'

/** A database with the small company in it, and the folder for attachments and secrets beside it. */
export type Founded = { readonly url: string; readonly dataDir: string; readonly company: Company; drop(): Promise<void> }

/** `cluster`: where its server works; `superuserUrl`: its superuser's, while it runs. */
export type FoundedFolder = Founded & { readonly cluster: string; readonly superuserUrl: string }

/** On a database of the test server, which this file does not stop. `clockAt`: the processes will run with the test clock. */
export async function foundedDatabase(clockAt: Instant | null = null): Promise<Founded> {
  const database = await createTestDatabase()
  const folder = newFolder()
  const company = await foundOn(database.url, { dataDir: folder, role: 'worker', clockAt })
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
    const company = await foundOn(embedded.url, { dataDir, role: 'worker', clockAt })
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
