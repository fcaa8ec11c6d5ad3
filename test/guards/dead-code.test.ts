import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plant } from './planted-tree.ts'

const project = join(import.meta.dirname, '../..')
const LIVE = {
  'src/main.ts': "import { alive } from './tickets/alive.ts'\nalive()\n",
  'src/tickets/alive.ts': 'export const alive = () => 1\n',
}

function deadCode(extra: Record<string, string>, ...options: string[]): { status: number | null; stdout: string } {
  const root = plant({ ...LIVE, ...extra }, {})
  copyFileSync(join(project, 'knip.json'), join(root, 'knip.json'))
  return spawnSync(process.execPath, [join(project, 'node_modules/knip/bin/knip.js'), '--no-progress', '--no-config-hints', ...options], {
    cwd: root,
    encoding: 'utf8',
  })
}

test('living code passes', () => {
  expect(deadCode({})).toMatchObject({ status: 0 })
})

test('a file that nothing reaches is found', () => {
  const { status, stdout } = deadCode({ 'src/tickets/forgotten.ts': 'export const forgotten = 1\n' })
  expect(status).toBe(1)
  expect(stdout).toContain('src/tickets/forgotten.ts')
})

test('an export that nobody names is found', () => {
  const { status, stdout } = deadCode({ 'src/tickets/alive.ts': 'export const alive = () => 1\nexport const unheard = 2\n' })
  expect(status).toBe(1)
  expect(stdout).toContain('unheard')
})

test('a package that is used but not declared is found', () => {
  const { status, stdout } = deadCode({ 'src/tickets/alive.ts': "import x from 'left-pad'\nexport const alive = () => x\n" })
  expect(status).toBe(1)
  expect(stdout).toContain('left-pad')
})

test('a product file that only its test reaches is found', () => {
  const tested = {
    'src/tickets/forgotten.ts': 'export const forgotten = 1\n',
    'src/tickets/forgotten.test.ts': "import { forgotten } from './forgotten.ts'\nforgotten.toFixed()\n",
  }
  expect(deadCode(tested)).toMatchObject({ status: 0 })
  const { status, stdout } = deadCode(tested, '--production', '--include', 'files')
  expect(status).toBe(1)
  expect(stdout).toContain('src/tickets/forgotten.ts')
  expect(deadCode({}, '--production', '--include', 'files')).toMatchObject({ status: 0 })
})
