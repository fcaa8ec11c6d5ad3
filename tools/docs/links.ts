import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { type Finding, lineOf } from './finding.ts'

const SKIPPED = new Set(['node_modules', 'dist'])

/** Every Markdown file of the project, as paths from `root`. */
export function markdownFiles(root: string, folder = '.'): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory()) return SKIPPED.has(entry.name) || entry.name.startsWith('.') ? [] : markdownFiles(root, path)
    return path.endsWith('.md') ? [path] : []
  })
}

/** Relative links lead to a file or folder of the project, and `#anchors` to a heading. */
export function checkLinks(root: string): Finding[] {
  return markdownFiles(root).flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return linksOf(text).flatMap(({ target, offset }) => {
      const message = objection(root, path, target)
      return message ? [{ path, line: lineOf(text, offset), message }] : []
    })
  })
}

// Code blocks and spans show examples; a link in one is not ours to keep.
function linksOf(text: string): { target: string; offset: number }[] {
  const prose = text.replace(/```[\s\S]*?```|`[^`\n]*`/g, (code) => code.replace(/[^\n]/g, ' '))
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)]
  const reference = [...prose.matchAll(/^\s*\[[^\]]+\]:\s*(\S+)/gm)]
  return [...inline, ...reference].map((match) => ({ target: match[1]!, offset: match.index }))
}

function objection(root: string, from: string, target: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return undefined
  const [file = '', anchor] = target.split('#')
  const path = file === '' ? from : posix.join(posix.dirname(from), decodeURI(file))
  if (path.startsWith('..')) return `the link '${target}' leads out of the project`
  if (!existsSync(join(root, path))) return `the link '${target}' leads nowhere: there is no ${path}`
  if (anchor === undefined || !path.endsWith('.md') || !statSync(join(root, path)).isFile()) return undefined
  const headings = [...readFileSync(join(root, path), 'utf8').matchAll(/^#+\s+(.+)$/gm)].map((match) => slug(match[1]!))
  return headings.includes(decodeURIComponent(anchor)) ? undefined : `the link '${target}' names no heading of ${path}`
}

function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}
