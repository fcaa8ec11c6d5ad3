import type { Config } from './config.ts'
import type { Log } from './log.ts'
import { migrate } from './migrate.ts'
import { attachEmbedded, startEmbedded } from './postgres/embedded-postgres.ts'

/** A database to work on; let go of it with `close`. */
export type OpenDatabase = { readonly url: string; readonly close: () => Promise<void> }

/**
 * DATABASE_URL, or the embedded cluster: with `holds` it is started and held (`serve`), else attached to when running, or
 * started and stopped. Migrates, unless told not to, under an advisory lock, so that two at once are harmless.
 */
export async function openDatabase(
  config: Config,
  log: Log,
  options: { readonly holds?: boolean; readonly migrates?: boolean; readonly say?: (line: string) => void } = {},
): Promise<OpenDatabase> {
  const say = options.say ?? ((line: string) => log.debug(line))
  const { databaseUrl, dataDir } = config
  const upToDate = async (url: string) => {
    if (options.migrates ?? true) await migrate(url, (file) => say(`migrate ${file}`))
  }
  if (databaseUrl !== null) {
    await upToDate(databaseUrl)
    return { url: databaseUrl, close: () => Promise.resolve() }
  }
  const open = options.holds ? startEmbedded : attachEmbedded
  const embedded = await open({ dataDir, log, onProgress: (step) => say(`postgres ${step}`) })
  try {
    await upToDate(embedded.url)
  } catch (error) {
    await embedded.stop()
    throw error
  }
  return { url: embedded.url, close: () => embedded.stop() }
}
