import { openApp } from '#app'
import type { Instant } from '#kernel/instant'
import { type Role, readConfig } from '#platform/config'
import { setTestClock } from '#platform/jobs/test-clock-row'
import { openLog } from '#platform/log'
import { type Company, foundCompany } from './company.ts'

type Options = { readonly dataDir: string; readonly role: Role; readonly clockAt: Instant | null }

/** Founds the small company on a migrated database, which nobody is connected to afterwards. `clockAt` null: on wall time. */
export async function foundOn(databaseUrl: string, { dataDir, role, clockAt }: Options): Promise<Company> {
  const config = readConfig({ MUSTER_DATA: dataDir, PORT: '0', ...(clockAt === null ? {} : { MUSTER_TEST_CLOCK: '1' }) })
  const app = await openApp({ config, databaseUrl, log: openLog('silent'), role, webRoot: null })
  try {
    if (clockAt !== null) await setTestClock(app.db, clockAt)
    return await foundCompany(app)
  } finally {
    await app.stop()
  }
}
