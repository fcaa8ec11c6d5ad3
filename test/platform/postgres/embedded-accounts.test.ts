import { chownSync, existsSync, lstatSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readPostmaster } from '#platform/postgres/postmaster-file'
import { serverAccount } from '#platform/postgres/server-account'
import { ask, clearStage, cloneInto, isRoot, NOBODY, needs, newFolder, opened, supervise } from './stage.ts'

afterEach(clearStage)

test('started by root it runs as the system user, in place when that user can enter', async (context) => {
  needs(context, isRoot, 'root')
  const dataDir = join(newFolder(), 'data')
  const supervisor = supervise(dataDir)
  const { host = '' } = await supervisor.heard(opened)
  expect(host).toBe(join(dataDir, 'postgres/cluster'))
  expect(ownerOfServer(host)).toBe(serverAccount().uid)
  await end(supervisor)
})

test('started by an ordinary user it runs as that user and keeps its folder private', async (context) => {
  needs(context, isRoot, 'root, to become another user')
  const folder = newFolder()
  const checkout = cloneInto(folder)
  chownSync(folder, NOBODY.uid, NOBODY.gid)
  const dataDir = join(folder, 'data')
  const supervisor = supervise(dataDir, { as: NOBODY, checkout })
  const { host = '', url } = await supervisor.heard(opened)
  expect(ownerOfServer(host)).toBe(NOBODY.uid)
  expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700)
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
  await end(supervisor)
})

test('one user’s folder, started by another: refused, untouched', async (context) => {
  needs(context, isRoot, 'root, to become another user')
  const folder = newFolder()
  const checkout = cloneInto(folder)
  const dataDir = join(folder, 'data')
  const first = supervise(dataDir, { checkout })
  await first.heard(opened)
  await end(first)
  const second = supervise(dataDir, { as: NOBODY, checkout })
  const { fault, sentence } = await second.heard(opened)
  expect(fault).toBe('embedded-wrong-owner')
  expect(sentence).toContain('属于用户 root')
  await second.ended
})

test('a checkout and its data in a folder only root may enter: the server’s part lies where its user can reach it', async (context) => {
  needs(context, isRoot, 'root')
  const folder = newFolder(0o700)
  const checkout = cloneInto(folder)
  const dataDir = join(folder, 'data')
  const first = supervise(dataDir, { checkout })
  const { url, host = '' } = await first.heard(opened)
  expect(host).toMatch(/^\/var\/lib\/muster\/clusters\/[0-9a-f]{16}$/)
  expect(lstatSync(join(dataDir, 'postgres/cluster')).isSymbolicLink()).toBe(true)
  expect(realpathSync(join(dataDir, 'postgres/cluster'))).toBe(host)
  expect(statSync(host).mode & 0o777).toBe(0o700)
  await ask(url, 'create table kept as select 3 as id')
  await end(first)

  const second = supervise(dataDir, { checkout })
  expect(await ask((await second.heard(opened)).url, 'select id from kept')).toEqual([{ id: 3 }])
  await end(second)
  expect(existsSync(join(host, 'postmaster.pid'))).toBe(false)
})

function ownerOfServer(cluster: string): number {
  return statSync(`/proc/${readPostmaster(cluster)?.pid}`).uid
}

async function end(supervisor: ReturnType<typeof supervise>): Promise<void> {
  supervisor.process.kill('SIGTERM')
  await supervisor.ended
  expect(supervisor.words.at(-1)).toEqual({ drained: true })
}
