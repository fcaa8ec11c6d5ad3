import { type Module, type Node, visit } from './modules.ts'
import type { Violation } from './report.ts'

// Every way PostgreSQL has of telling the time by itself.
const CLOCK =
  /\b(now\s*\(\s*\)|current_timestamp\b|current_date\b|current_time\b|localtimestamp\b|localtime\b|(?:clock|statement|transaction)_timestamp\s*\(|timeofday\s*\()|'(now|today|tomorrow|yesterday)'\s*::/i
const TIMESTAMP = /\b(timestamptz(?!\s*\(3\))|timestamp\b(?!tz))(?=[\s,)(])/i

/** A migration says why, keeps instants as `timestamptz(3)`, and never asks the database what time it is. */
export function checkMigration(path: string, text: string): Violation[] {
  const violations = checkSqlLines(path, text)
  if (!/^\s*--\s*\S/.test(text)) {
    violations.push({
      rule: 'migration-says-why',
      path,
      line: 1,
      message: 'begin with a comment (`-- …`) that says why this change is made',
    })
  }
  return violations
}

function checkSqlLines(path: string, text: string): Violation[] {
  return withoutComments(text)
    .split('\n')
    .flatMap((line, i) => [
      ...clockIn(line).map((found) => clockViolation(path, i + 1, found)),
      ...(TIMESTAMP.test(line) ? [timestampViolation(path, i + 1)] : []),
    ])
}

/** SQL inside TypeScript: every `sql` template anywhere in src, and every text in a store or in platform. */
export function checkSqlInCode(module: Module): Violation[] {
  if (!module.path.startsWith('src/') || module.place.layer === 'free') return []
  const everyText = module.place.layer === 'store' || module.place.layer === 'platform'
  const violations: Violation[] = []
  const look = (node: Node, text: string): void => {
    for (const found of clockIn(withoutComments(text))) violations.push(clockViolation(module.path, module.lineAt(node.start), found))
  }
  visit(module.program, (node) => {
    if (everyText && node.type === 'TemplateElement') look(node, (node.value as { raw: string }).raw)
    if (everyText && node.type === 'Literal' && typeof node.value === 'string') look(node, node.value)
    if (node.type === 'TaggedTemplateExpression' && isSqlTag(node.tag) && !everyText) {
      const { quasis } = node.quasi as { quasis: Node[] }
      for (const part of quasis) look(part, (part.value as { raw: string }).raw)
    }
  })
  return violations
}

function isSqlTag(tag: unknown): boolean {
  const node = tag as Node
  return node.type === 'Identifier' && node.name === 'sql'
}

function clockIn(text: string): string[] {
  const found = CLOCK.exec(text)
  return found ? [found[0]] : []
}

function clockViolation(path: string, line: number, found: string): Violation {
  return {
    rule: 'time-is-an-argument',
    path,
    line,
    message: `\`${found.trim()}\` in SQL: compare with a parameter, ctx.now; the test clock cannot turn the database's clock`,
  }
}

function timestampViolation(path: string, line: number): Violation {
  return {
    rule: 'timestamptz-3',
    path,
    line,
    message: 'write `timestamptz(3)`: an Instant is whole milliseconds, and every instant knows its zone',
  }
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, (found) => found.replace(/[^\n]/g, ' ')).replace(/--[^\n]*/g, '')
}
