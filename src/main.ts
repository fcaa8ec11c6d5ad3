import type { Config, Role } from '#platform/config'
import { makeFolder } from '#platform/files/make-folder'
import { openLog } from '#platform/log'
import { openDatabase } from '#platform/open-database'
import { leaveAddress } from '#platform/served-address'

/**
 * One process of Muster until it is told to stop: PostgreSQL (when it is ours), migrations, then the role. SIGINT, SIGTERM
 * and SIGHUP finish requests and jobs, then stop the database; a second signal ends at once.
 */
export async function serve(config: Config, role: Role, ready: (address: string) => Promise<void> | void): Promise<void> {
  const log = openLog(config.logLevel)
  const stop = stopSignal()
  // The embedded cluster makes its folder itself.
  if (config.databaseUrl !== null) makeFolder(config.dataDir, 0o700)
  const database = await openDatabase(config, log, { holds: true, say: (line) => log.info(line) })
  try {
    // The longest part of a start: not before there is a database to serve.
    const { openApp } = await import('#app')
    const app = await openApp({ config, databaseUrl: database.url, log, role })
    let takeBack: () => void = () => undefined
    try {
      const listens = role !== 'worker' || config.portIsGiven
      const address = listens ? await app.server.listen({ port: config.port, host: config.host }) : ''
      if (role !== 'worker') takeBack = leaveAddress(config.dataDir, { address, publicUrl: config.publicUrl })
      await ready(address)
      log.info({ address, role }, 'ready')
      log.info({ signal: await stop }, 'stopping')
    } finally {
      takeBack()
      await app.stop()
    }
  } finally {
    await database.close()
  }
}

function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    let told = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (told) process.exit(130)
        told = true
        resolve(signal)
      })
    }
  })
}
