import { posix } from 'node:path'
import { type Module, type Node, visit } from './modules.ts'
import type { Violation } from './report.ts'

const KEBAB_FILE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
// The numbered files of migrations and generated schemas are SQL; their first word is their place in the order.
const SQL_FILE = /^(\d{3,}[-_])?[a-z0-9]+([-_][a-z0-9]+)*\.sql$/
const BANNED = new Set(['manager', 'managers', 'helper', 'helpers', 'util', 'utils', 'utility', 'utilities', 'common'])

/** Kebab-case files, and no word that says nothing about what is inside. */
export function checkFileName(path: string): Violation[] {
  const name = posix.basename(path)
  const fine = path.endsWith('.sql') ? SQL_FILE.test(name) : KEBAB_FILE.test(name)
  const violations = fine
    ? []
    : [at(path, 1, 'file-name', `'${name}' is not kebab-case: name the file after its one export, like \`offer-hand-off.ts\``)]
  const word = path
    .split('/')
    .map(stem)
    .map(bannedWord)
    .find((found) => found !== undefined)
  return word ? [...violations, at(path, 1, 'precise-noun', sayNothing(word, path))] : violations
}

/** JavaScript would pass every check of ours unread. */
export function checkLanguage(path: string): Violation[] {
  if (!/\.([mc]?js|jsx|[mc]ts)$/.test(path)) return []
  return [at(path, 1, 'typescript-only', 'write it in a .ts (or .tsx) file: the guards read nothing else')]
}

/** The names a module declares, outermost or inside: functions, classes, types, variables. */
export function checkDeclaredNames(module: Module): Violation[] {
  const violations: Violation[] = []
  visit(module.program, (node) => {
    for (const { name, start } of declared(node)) {
      const word = bannedWord(name)
      if (word) violations.push(at(module.path, module.lineAt(start), 'precise-noun', sayNothing(word, name)))
    }
  })
  return violations
}

const DECLARATIONS = new Set([
  'FunctionDeclaration',
  'ClassDeclaration',
  'TSTypeAliasDeclaration',
  'TSInterfaceDeclaration',
  'VariableDeclarator',
])

function declared(node: Node): { name: string; start: number }[] {
  const id = node.id as Node | null | undefined
  return DECLARATIONS.has(node.type) && id?.type === 'Identifier' ? [{ name: id.name as string, start: id.start }] : []
}

function bannedWord(name: string): string | undefined {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  // The duty manager 值班经理 is a person of the glossary.
  return words.find((word, i) => BANNED.has(word) && !(word.startsWith('manager') && words[i - 1] === 'duty'))
}

function stem(segment: string): string {
  return segment.replace(/\.[a-z]+$/, '')
}

function sayNothing(word: string, name: string): string {
  return `'${word}' in '${name}' says nothing: name what it knows or does (a clock, a ladder, formatDue), or move it to the thing it serves`
}

function at(path: string, line: number, rule: string, message: string): Violation {
  return { rule, path, line, message }
}
