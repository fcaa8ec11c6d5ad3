import { openApp } from '#app'
import type { Role } from '#platform/config'
import { openLog } from '#platform/log'
import { configFrom, type GlobalFlags, openDatabase } from './cli/environment.ts'

export type ServeOptions = GlobalFlags & { readonly port?: string; readonly role?: Role }

/**
 * One process of Muster until it is told to stop: PostgreSQL (when it is ours), migrations, then the role. SIGINT, SIGTERM
 * and SIGHUP finish requests and jobs, then stop the database; a second signal ends at once.
 */
export async function serve(options: ServeOptions, ready: (address: string) => Promise<void> | void): Promise<void> {
  const config = configFrom(options)
  const log = openLog(config.logLevel)
  const stop = stopSignal()
  const database = await openDatabase(config, log, { holds: true, say: (line) => log.info(line) })
  try {
    const app = await openApp({ config, databaseUrl: database.url, log, role: options.role ?? 'all' })
    try {
      const address = app.server ? await app.server.listen({ port: config.port, host: config.host }) : ''
      await ready(address)
      log.info({ address, role: options.role ?? 'all' }, 'ready')
      log.info({ signal: await stop }, 'stopping')
    } finally {
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
