import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkCycles } from './cycles.ts'
import { readNameTable } from './imports.ts'
import { checkLength } from './length.ts'
import { checkImports } from './may-import.ts'
import { filesOf, isCode, readModule } from './modules.ts'
import { checkDeclaredNames, checkFileName, checkLanguage } from './names.ts'
import { checkPurity } from './purity.ts'
import type { Report } from './report.ts'
import { checkMigration, checkSqlInCode } from './sql.ts'

/** Reads the whole project below `root` and holds it against the house rules. Reads only. */
export function checkArchitecture(root: string): Report {
  const names = readNameTable(root)
  const files = filesOf(root)
  const migrations = filesOf(root, ['migrations']).filter((path) => path.endsWith('.sql'))
  const modules = files.filter(isCode).map((path) => readModule(root, path))
  const violations = [
    ...[...files.filter((path) => /\.(tsx?|sql|css)$/.test(path)), ...migrations].flatMap(checkFileName),
    ...files.flatMap(checkLanguage),
    ...modules.flatMap((module) => [
      ...checkImports(root, module, names),
      ...checkPurity(module),
      ...checkDeclaredNames(module),
      ...checkLength(module),
      ...checkSqlInCode(module),
    ]),
    ...checkCycles(root, modules, names),
    ...migrations.flatMap((path) => checkMigration(path, readFileSync(join(root, path), 'utf8'))),
  ]
  return { modules: modules.length, sqlFiles: migrations.length, violations }
}
