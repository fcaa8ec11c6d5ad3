import { startTestServer, type TestServer } from './postgres.ts'

// Vitest runs this once per project that needs a database; a run with several projects shares one server.
const SHARED = Symbol.for('muster.test-server')
type Shared = { users: number; server: Promise<TestServer> }
const place = globalThis as typeof globalThis & { [SHARED]?: Shared }

/** Once per run: a server with a migrated template database. Test files clone it (createTestDatabase). */
export default async function globalSetup(): Promise<() => Promise<void>> {
  place[SHARED] ??= { users: 0, server: startTestServer() }
  const shared = place[SHARED]
  shared.users += 1
  await shared.server
  return async () => {
    shared.users -= 1
    if (shared.users > 0) return
    delete place[SHARED]
    await (await shared.server).stop()
  }
}
