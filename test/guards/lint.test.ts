import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { plant } from './planted-tree.ts'

const project = join(import.meta.dirname, '../..')

function lint(path: string, text: string): { status: number | null; output: string } {
  const root = plant({ [path]: text }, {})
  copyFileSync(join(project, 'biome.json'), join(root, 'biome.json'))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(project, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '--vcs-enabled=false', path],
    { encoding: 'utf8', cwd: root },
  )
  return { status, output: stdout + stderr }
}

test('tidy code passes', () => {
  expect(lint('src/tickets/sla.ts', 'export const due = (text: string): string => text.trim()\n').status).toBe(0)
})

describe('lint says no to', () => {
  test.each([
    ['any', 'src/a.ts', 'export const a = (x: any): unknown => x\n', 'noExplicitAny'],
    ['console in the product', 'src/a.ts', 'console.log(1)\n', 'noConsole'],
    ['an unused import', 'src/a.ts', "import { a } from './b.ts'\n", 'noUnusedImports'],
    ['a value import of a type', 'src/a.ts', "import { A } from './b.ts'\nexport type B = A\n", 'useImportType'],
    ['an empty catch', 'src/a.ts', 'try {\n  a()\n} catch {}\n', 'noEmptyBlockStatements'],
    ['ts-ignore', 'src/a.ts', '// @ts-ignore\nexport const a = b\n', 'noTsIgnore'],
    ['a skipped test', 'src/a.test.ts', "import { test } from 'vitest'\ntest.skip('x', () => 1)\n", 'noSkippedTests'],
    ['a focused test', 'src/a.test.ts', "import { test } from 'vitest'\ntest.only('x', () => 1)\n", 'noFocusedTests'],
    ['an enum', 'src/a.ts', 'export enum A {\n  B = 1,\n}\n', 'noEnum'],
    [
      'a function longer than a screen',
      'src/a.ts',
      `export function a(b: () => void): void {\n${'  b()\n'.repeat(61)}}\n`,
      'noExcessiveLinesPerFunction',
    ],
    ['semicolons', 'src/a.ts', 'export const a = 1;\n', 'format'],
    ['double quotes', 'src/a.ts', 'export const a = "x"\n', 'format'],
    ['a picture without words', 'web/src/a.tsx', "export const a = <img src='x' />\n", 'useAltText'],
    [
      'a hook behind a condition',
      'web/src/a.tsx',
      "import { useState } from 'react'\nexport function A({ on }: { on: boolean }) {\n  if (on) useState(1)\n  return null\n}\n",
      'useHookAtTopLevel',
    ],
  ])('%s', (_name, path, text, says) => {
    const { status, output } = lint(path, text)
    expect(status).not.toBe(0)
    expect(output).toContain(says)
  })
})

test('the command line may print', () => {
  expect(lint('src/cli/print.ts', "console.log('x')\n").status).toBe(0)
})
