import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { filesOf } from '../architecture/modules.ts'
import { type Finding, lineOf } from './finding.ts'
import { markdownFiles } from './links.ts'

/** Pages that lead readers to files by name, in code spans: `rules/hand-off.ts`. A folder's README, and the page on architecture. */
const GUIDES = /^(ARCHITECTURE\.md|(src|web|demo|bench)\/(.*\/)?README\.md)$/
const NAMED = /`([\w./-]*\w\.(?:ts|tsx|sql))`/g

/** A file named on such a page exists: from the page's folder, from the root, or as the end of one path of ours. */
export function checkNamedFiles(root: string): Finding[] {
  const pages = markdownFiles(root).filter((path) => GUIDES.test(path))
  if (pages.length === 0) return []
  const files = filesOf(root, ['src', 'web', 'demo', 'bench', 'migrations', 'test', 'tools']).map((path) => `/${path}`)
  return pages.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return [...text.matchAll(NAMED)].flatMap((match) => {
      const name = match[1]!
      const beside = `/${posix.join(posix.dirname(path), name)}`
      if (files.includes(beside) || files.some((file) => file.endsWith(`/${name}`))) return []
      return [{ path, line: lineOf(text, match.index), message: `names '${name}', which does not exist` }]
    })
  })
}
