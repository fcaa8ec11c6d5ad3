import { type Finding, lineOf } from './finding.ts'

export type RefusalCatalogue = Readonly<Record<string, { readonly status: number; readonly zh: string; readonly en: string }>>

/** docs/errors.md, written from the catalogue: one row a code, in the order of status and code. */
export function refusalPage(catalogue: RefusalCatalogue): string {
  const rows = Object.entries(catalogue).sort(([a, x], [b, y]) => x.status - y.status || (a < b ? -1 : 1))
  return [
    '# What Muster refuses, and what it says',
    '',
    'Written from the catalogue of the code by `node tools/docs.ts --write`; do not edit. Each answer is `application/problem+json` (RFC 9457)',
    "with this `code`, and its sentence as `detail` in the caller's language. A sentence says what happened, what was kept, and what to do.",
    'A `{name}` stands for a fact of the case.',
    '',
    '| code | status | English | 中文 |',
    '|---|---|---|---|',
    ...rows.map(([code, { status, en, zh }]) => `| \`${code}\` | ${status} | ${cell(en)} | ${cell(zh)} |`),
    '',
  ].join('\n')
}

/** Each refusal has a kebab-case code, an HTTP status of the 4xx or 5xx, both sentences, and the same facts in both. */
export function checkRefusals(catalogue: RefusalCatalogue, path: string): Finding[] {
  if (Object.keys(catalogue).length === 0) return [{ path, line: 1, message: 'the catalogue of refusals is empty' }]
  return Object.entries(catalogue).flatMap(([code, { status, zh, en }]) => {
    const messages = [
      /^[a-z0-9]+(-[a-z0-9]+)*$/.test(code) ? '' : 'its code is not kebab-case',
      status >= 400 && status < 600 ? '' : `${status} is not the status of a refusal`,
      /\p{Script=Han}/u.test(zh) ? '' : 'its Chinese sentence is missing',
      /[A-Za-z]/.test(en) && !/\p{Script=Han}/u.test(en) ? '' : 'its English sentence is missing',
      facts(zh) === facts(en) ? '' : `the sentences name different facts: zh {${facts(zh)}}, en {${facts(en)}}`,
      halfWidth(zh) ? `'${halfWidth(zh)}' in the Chinese sentence: use full-width punctuation` : '',
    ]
    return messages.filter((message) => message !== '').map((message) => ({ path, line: 1, message: `${code}: ${message}` }))
  })
}

/** The page in the repository against the page the catalogue would write. */
export function checkRefusalPage(catalogue: RefusalCatalogue, path: string, page: string): Finding[] {
  const expected = refusalPage(catalogue)
  if (page === expected) return []
  const offset = [...expected].findIndex((character, i) => character !== page[i])
  return [{ path, line: lineOf(expected, Math.max(offset, 0)), message: 'differs from the catalogue: run `node tools/docs.ts --write`' }]
}

/** A half-width mark straight after a Chinese character, with its neighbours; undefined when there is none. */
export function halfWidth(text: string): string | undefined {
  return /\p{Script=Han}[,;:?!](?!\/\/)|\p{Script=Han}\.(?=\s|$)|\p{Script=Han}\(|\)\p{Script=Han}/u.exec(text)?.[0]
}

function facts(sentence: string): string {
  // A fact said in words comes once per language: neededZh, neededEn.
  return [...new Set([...sentence.matchAll(/\{\{?\s*(\w+)[^}]*\}/g)].map((match) => match[1]!.replace(/(Zh|En)$/, '')))].sort().join(', ')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
