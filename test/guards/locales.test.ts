import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { TOLD_TYPES } from '#notifications/rules/recipients'
import { OBLIGATION_KINDS } from '#obligations/rules/default-service-policy'
import { COMMANDS } from '#tickets/rules/command-table'
import { CAUSE_CLASSES, CLOSINGS, FLAGS, REQUEST_OUTCOMES, SIDES, STATUSES, VERDICTS } from '#tickets/rules/vocabulary'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const NAMESPACES = readdirSync(join(ROOT, 'web/locales/zh-CN')).map((file) => file.replace(/\.json$/, ''))
const zh = words('zh-CN')
const en = words('en')

test('both languages say the same things', () => {
  expect(readdirSync(join(ROOT, 'web/locales/en')).toSorted()).toEqual(NAMESPACES.map((name) => `${name}.json`).toSorted())
  expect(plain(en)).toEqual(plain(zh))
})

test('what one language puts into a sentence, the other does too', () => {
  const differ = [...zh].filter(([key, text]) => {
    const other = en.get(key) ?? en.get(`${key}_other`)
    return other !== undefined && holes(text).join() !== holes(other).join()
  })
  expect(differ.map(([key]) => key)).toEqual([])
})

test('Chinese text has no half-width punctuation and no English left in it', () => {
  const bad = [...zh].filter(([, text]) => /[一-鿿][,;:!?()]|[,;:!?()][一-鿿]|\.\.\.|[“”]{0}"/.test(text))
  expect(bad.map(([key, text]) => `${key}: ${text}`)).toEqual([])
  const untranslated = [...zh].filter(
    ([, text]) =>
      !/[一-鿿]/.test(text.replace(/\{\{.*?\}\}/g, '')) && /[A-Za-z]{4,}/.test(text.replace(/\{\{.*?\}\}/g, '')) && !MEANT.includes(text),
  )
  expect(untranslated.map(([key, text]) => `${key}: ${text}`)).toEqual([])
})

/** A language's name is said in that language. */
const MEANT = ['English', 'Switch to English']

test('every word a screen asks for by name is there', () => {
  const missing = globSync('web/src/**/*.{ts,tsx}', { cwd: ROOT }).flatMap((path) => {
    const source = readFileSync(join(ROOT, path), 'utf8')
    const spaces = ['ui', ...[...source.matchAll(/useTranslation\('([\w-]+)'\)/g)].map((match) => match[1] ?? '')]
    const asked = [...source.matchAll(/\bt\('([\w:./-]+)'/g)].map((match) => match[1] ?? '')
    return asked.filter((key) => !isThere(key, spaces)).map((key) => `${path}: ${key}`)
  })
  expect(missing).toEqual([])
})

test('every code that people meet has its words', () => {
  const codes = [
    ...OBLIGATION_KINDS.map((kind) => `vocabulary:obligation.${kind}`),
    ...TOLD_TYPES.map((type) => `notifications:told.${type.replace('.', '/')}`),
    ...eventTypes().map((type) => `timeline:${type.replace('.', '/')}`),
    ...COMMANDS.filter((command) => !NO_BUTTON.includes(command)).map((command) => `ticket:step.${command}`),
    ...[
      ...CAUSE_CLASSES.map((code) => `cause.${code}`),
      ...SIDES.map((code) => `side.${code}`),
      ...STATUSES.map((code) => `status.${code}`),
    ].map((key) => `vocabulary:${key}`),
    ...[
      ...VERDICTS.map((code) => `verdict.${code}`),
      ...REQUEST_OUTCOMES.map((code) => `outcome.${code}`),
      ...CLOSINGS.map((code) => `closing.${code}`),
      ...FLAGS.map((code) => `flag.${code}`),
    ].map((key) => `vocabulary:${key}`),
  ]
  expect(codes.filter((key) => !zh.has(key))).toEqual([])
})

/** Words, edits and what has a place of its own on the page. */
const NO_BUTTON: readonly string[] = [
  'post_message',
  'edit',
  'answer_ask',
  'withdraw_ask',
  'check_confirmation',
  'object',
  'silence_nights',
  'add_participant',
  'fulfil_obligation',
  'place',
  'link',
  'unlink',
]

test('no sentence stands in code', () => {
  const code = (path: string) => readFileSync(join(ROOT, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
  expect(globSync('web/src/**/*.{ts,tsx}', { cwd: ROOT }).filter((path) => /[一-鿿]/.test(code(path)))).toEqual([])
})

/** The events that ticket and obligation rules speak of. */
function eventTypes(): string[] {
  const sources = globSync('src/{tickets,obligations}/rules/*.ts', { cwd: ROOT }).filter((path) => !path.endsWith('.test.ts'))
  const types = sources.flatMap((path) =>
    [...readFileSync(join(ROOT, path), 'utf8').matchAll(/'((?:ticket|obligation)\.[a-z-]+)'/g)].map((match) => match[1] ?? ''),
  )
  return [...new Set(types)].toSorted()
}

function isThere(key: string, spaces: readonly string[]): boolean {
  const names = key.includes(':') ? [key] : spaces.map((space) => `${space}:${key}`)
  return names.some((name) => zh.has(name) || zh.has(`${name}_other`))
}

/** Keys without the endings that say which plural they are: languages have different ones. */
function plain(all: ReadonlyMap<string, string>): string[] {
  return [...new Set([...all.keys()].map((key) => key.replace(/_(one|other|zero|two|few|many)$/, '')))].toSorted()
}

function holes(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ''))].toSorted()
}

function words(locale: string): ReadonlyMap<string, string> {
  const all = NAMESPACES.flatMap((name) =>
    flat(name, JSON.parse(readFileSync(join(ROOT, `web/locales/${locale}/${name}.json`), 'utf8')), ':'),
  )
  return new Map(all)
}

function flat(prefix: string, value: unknown, joint: ':' | '.'): [string, string][] {
  if (typeof value === 'string') return [[prefix, value]]
  return Object.entries(value as Record<string, unknown>).flatMap(([name, inner]) => flat(`${prefix}${joint}${name}`, inner, '.'))
}
