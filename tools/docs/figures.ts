import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Finding, lineOf } from './finding.ts'
import { markdownFiles } from './links.ts'

/**
 * A number quoted from code carries its source: `at most 350<!-- tools/architecture/length.ts#MAX_FILE_LINES --> lines`.
 * The exported constant and the number before the comment must be the same. Only modules that do nothing when loaded
 * may be quoted.
 */
const QUOTE = /(\d[\d,._]*\d|\d)\W{0,4}<!--\s*([\w./-]+\.ts)#(\w+)\s*-->/g

export async function checkFigures(root: string): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const path of markdownFiles(root)) {
    const text = readFileSync(join(root, path), 'utf8')
    for (const [, quoted, source, name, offset] of [...text.matchAll(QUOTE)].map((match) => [...match.slice(0, 4), match.index] as const)) {
      const message = await objection(root, String(quoted), String(source), String(name))
      if (message) findings.push({ path, line: lineOf(text, Number(offset)), message })
    }
  }
  return findings
}

async function objection(root: string, quoted: string, source: string, name: string): Promise<string | undefined> {
  if (!existsSync(join(root, source))) return `quotes ${source}, which does not exist`
  const loaded = (await import(pathToFileURL(join(root, source)).href)) as Record<string, unknown>
  if (!(name in loaded)) return `${source} exports no ${name}`
  const said = Number(quoted.replace(/[,_]/g, ''))
  return said === loaded[name] ? undefined : `says ${said}, but ${name} is ${String(loaded[name])}`
}
