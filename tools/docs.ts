import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkFigures } from './docs/figures.ts'
import { type Finding, formatFinding } from './docs/finding.ts'
import { checkLinks, markdownFiles } from './docs/links.ts'
import { checkLocales } from './docs/locales.ts'
import { checkRefusalPage, checkRefusals, type RefusalCatalogue, refusalPage } from './docs/refusals.ts'
import { checkWebTexts } from './docs/web-texts.ts'

/**
 * `node tools/docs.ts [root]`: docs, error texts and locales against the code; exit 1 when something drifted.
 * `node tools/docs.ts --write`: writes docs/errors.md from the catalogue.
 */
const CATALOGUE = 'src/api/refusal-catalogue.ts'
const PAGE = 'docs/errors.md'
const write = process.argv.includes('--write')
const root = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? process.cwd()

const { refusalCatalogue } = (await import(pathToFileURL(join(root, CATALOGUE)).href)) as { refusalCatalogue: RefusalCatalogue }
if (write) {
  writeFileSync(join(root, PAGE), refusalPage(refusalCatalogue))
  console.log(`wrote ${PAGE}`)
} else await check()

async function check(): Promise<void> {
  const page = existsSync(join(root, PAGE)) ? readFileSync(join(root, PAGE), 'utf8') : ''
  const findings: Finding[] = [
    ...checkLinks(root),
    ...(await checkFigures(root)),
    ...checkRefusals(refusalCatalogue, CATALOGUE),
    ...checkRefusalPage(refusalCatalogue, PAGE, page),
    ...checkLocales(root),
    ...checkWebTexts(root),
  ]
  for (const finding of findings) console.error(formatFinding(finding))
  console.log(`docs: ${markdownFiles(root).length} pages, ${Object.keys(refusalCatalogue).length} refusals, ${findings.length} findings`)
  process.exitCode = findings.length > 0 ? 1 : 0
}
