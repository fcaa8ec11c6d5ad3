import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkFigures } from './docs/figures.ts'
import { type Finding, formatFinding } from './docs/finding.ts'
import { type CommandTable, checkLifecyclePage, lifecyclePage } from './docs/lifecycle.ts'
import { checkLinks, markdownFiles } from './docs/links.ts'
import { checkLocales } from './docs/locales.ts'
import { checkNamedFiles } from './docs/named-files.ts'
import { checkRefusalPage, checkRefusals, type RefusalCatalogue, refusalPage } from './docs/refusals.ts'
import { checkWebTexts } from './docs/web-texts.ts'

/**
 * `node tools/docs.ts [root]`: docs, error texts and locales against the code; exit 1 when something drifted.
 * `node tools/docs.ts --write`: writes docs/errors.md from the catalogue and docs/guides/ticket-lifecycle.md from the table of commands.
 */
const CATALOGUE = 'src/api/refusal-catalogue.ts'
const PAGE = 'docs/errors.md'
const TABLE = 'src/tickets/rules/command-table.ts'
const LIFECYCLE = 'docs/guides/ticket-lifecycle.md'
const write = process.argv.includes('--write')
const root = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? process.cwd()

const { refusalCatalogue } = (await import(pathToFileURL(join(root, CATALOGUE)).href)) as { refusalCatalogue: RefusalCatalogue }
const { commandTable } = (await import(pathToFileURL(join(root, TABLE)).href)) as { commandTable: CommandTable }
if (write) {
  writePage(PAGE, refusalPage(refusalCatalogue))
  writePage(LIFECYCLE, lifecyclePage(commandTable))
} else await check()

async function check(): Promise<void> {
  const findings: Finding[] = [
    ...checkLinks(root),
    ...checkNamedFiles(root),
    ...(await checkFigures(root)),
    ...checkRefusals(refusalCatalogue, CATALOGUE),
    ...checkRefusalPage(refusalCatalogue, PAGE, readPage(PAGE)),
    ...checkLifecyclePage(commandTable, LIFECYCLE, readPage(LIFECYCLE)),
    ...checkLocales(root),
    ...checkWebTexts(root),
  ]
  for (const finding of findings) console.error(formatFinding(finding))
  console.log(`docs: ${markdownFiles(root).length} pages, ${Object.keys(refusalCatalogue).length} refusals, ${findings.length} findings`)
  process.exitCode = findings.length > 0 ? 1 : 0
}

function readPage(path: string): string {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : ''
}

function writePage(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  console.log(`wrote ${path}`)
}
