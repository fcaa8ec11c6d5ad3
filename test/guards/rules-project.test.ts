import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plant } from './planted-tree.ts'

// tsconfig.rules.json gives rules and kernel a world without browser and without Node: a stray global does not compile.
const project = join(import.meta.dirname, '../..')

function compile(rule: string): { status: number | null; stdout: string } {
  const root = plant(
    {
      'src/tickets/rules/severity.ts': rule,
      'tsconfig.json': JSON.stringify({ extends: join(project, 'tsconfig.rules.json'), include: ['src/tickets/rules'] }),
    },
    {},
  )
  return spawnSync(process.execPath, [join(project, 'node_modules/typescript-7/bin/tsc'), '-p', root], { encoding: 'utf8' })
}

test('a pure rule compiles', () => {
  expect(compile('export const later = (at: number): number => at + 1\n')).toMatchObject({ status: 0, stdout: '' })
})

test.each([
  ['document', 'export const a = document.title\n'],
  ['window', 'export const a = window.name\n'],
  ['process', 'export const a = process.env\n'],
  ['Buffer', "export const a = Buffer.from('')\n"],
  ['fetch', "export const a = fetch('/')\n"],
  ['setTimeout', 'setTimeout(() => {}, 1)\n'],
  ['node:fs', "import { readFileSync } from 'node:fs'\nexport const a = readFileSync\n"],
])('%s in a rule does not compile', (name, rule) => {
  const { status, stdout } = compile(rule)
  expect(status).not.toBe(0)
  expect(stdout).toContain(`'${name}'`)
})

test('the project really covers the rules and the kernel', () => {
  const { stdout } = spawnSync(
    process.execPath,
    [join(project, 'node_modules/typescript-7/bin/tsc'), '-p', join(project, 'tsconfig.rules.json'), '--listFilesOnly'],
    {
      encoding: 'utf8',
    },
  )
  expect(stdout).toContain('src/kernel/instant.ts')
  expect(stdout).toMatch(/src\/[a-z]+\/rules\//)
  expect(stdout).not.toContain('@types/node')
})
