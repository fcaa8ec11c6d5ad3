import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from './finding.ts'
import { halfWidth } from './refusals.ts'

const FOLDER = 'web/locales'

/** Both languages have the same files, the same keys and the same facts, and no empty text. */
export function checkLocales(root: string): Finding[] {
  if (!existsSync(join(root, FOLDER))) return [{ path: FOLDER, line: 1, message: 'there are no locale files, so nothing was checked' }]
  const files = new Set([...jsonFiles(root, 'zh-CN'), ...jsonFiles(root, 'en')])
  if (files.size === 0) return [{ path: FOLDER, line: 1, message: 'there are no locale files, so nothing was checked' }]
  return [...files].sort().flatMap((file) => {
    const zh = readTexts(root, 'zh-CN', file)
    const en = readTexts(root, 'en', file)
    return [...missing(zh, en, `${FOLDER}/en/${file}`), ...missing(en, zh, `${FOLDER}/zh-CN/${file}`), ...differing(zh, en, file)]
  })
}

function jsonFiles(root: string, language: string): string[] {
  const folder = join(root, FOLDER, language)
  return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : []
}

type Texts = ReadonlyMap<string, string>

function readTexts(root: string, language: string, file: string): Texts {
  const path = join(root, FOLDER, language, file)
  const texts = new Map<string, string>()
  if (existsSync(path)) flatten(JSON.parse(readFileSync(path, 'utf8')), '', texts)
  return texts
}

function flatten(value: unknown, key: string, texts: Map<string, string>): void {
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) flatten(inner, key ? `${key}.${name}` : name, texts)
  } else texts.set(key, typeof value === 'string' ? value : '')
}

// Chinese has one plural form where English has two: `row_other` answers for `row_one`.
function pluralKey(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '')
}

function missing(from: Texts, into: Texts, path: string): Finding[] {
  const there = new Set([...into.keys()].map(pluralKey))
  const keys = new Set([...from.keys()].map(pluralKey))
  return [...keys].filter((key) => !there.has(key)).map((key) => ({ path, line: 1, message: `'${key}' is missing` }))
}

function differing(zh: Texts, en: Texts, file: string): Finding[] {
  const findings: Finding[] = []
  const say = (language: string, message: string): void => void findings.push({ path: `${FOLDER}/${language}/${file}`, line: 1, message })
  for (const [key, text] of zh) {
    const mark = halfWidth(text)
    if (text.trim() === '') say('zh-CN', `'${key}' is empty`)
    if (mark) say('zh-CN', `'${key}': '${mark}': use full-width punctuation`)
    const other = en.get(key)
    if (other !== undefined && facts(other) !== facts(text))
      say('en', `'${key}' names other facts than zh-CN: {${facts(other)}}, not {${facts(text)}}`)
  }
  for (const [key, text] of en) {
    if (text.trim() === '') say('en', `'${key}' is empty`)
    // A language is named in its own words wherever it is offered.
    if (/\p{Script=Han}/u.test(text) && !text.endsWith('中文')) say('en', `'${key}' is not in English: '${text}'`)
  }
  return findings
}

function facts(text: string): string {
  return [...new Set([...text.matchAll(/\{\{\s*-?\s*(\w+)/g)].map((match) => match[1]!))].sort().join(', ')
}
