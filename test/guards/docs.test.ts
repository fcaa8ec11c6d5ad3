import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkFigures } from '../../tools/docs/figures.ts'
import { formatFinding } from '../../tools/docs/finding.ts'
import { checkLifecyclePage, lifecyclePage } from '../../tools/docs/lifecycle.ts'
import { checkLinks } from '../../tools/docs/links.ts'
import { checkLocales } from '../../tools/docs/locales.ts'
import { checkNamedFiles } from '../../tools/docs/named-files.ts'
import { checkRefusalPage, checkRefusals, refusalPage } from '../../tools/docs/refusals.ts'
import { checkWebTexts } from '../../tools/docs/web-texts.ts'
import { type Planting, plant } from './planted-tree.ts'

const REFUSED = { status: 409, zh: '“{what}”已存在；什么都没有保存。', en: 'There is such a {what}; nothing was saved.' }

describe('links', () => {
  const links = (text: string, more: Planting = {}) => checkLinks(plant({ 'docs/a.md': text, ...more }, {})).map(formatFinding)

  test('a link that leads somewhere passes', () => {
    expect(links('[b](b.md#two-words) [c](https://x.test) [self](#one) `[no](no.md)`\n# One\n', { 'docs/b.md': '# Two words\n' })).toEqual(
      [],
    )
  })

  test.each([
    ['a missing file', 'x\n[b](b.md)\n', "docs/a.md:2  the link 'b.md' leads nowhere: there is no docs/b.md"],
    ['a missing heading', '[b](#nowhere)\n', "docs/a.md:1  the link '#nowhere' names no heading of docs/a.md"],
    ['a way out of the project', '[b](../../b.md)\n', "docs/a.md:1  the link '../../b.md' leads out of the project"],
    ['a missing reference', '[b]: b.md\n', "docs/a.md:1  the link 'b.md' leads nowhere: there is no docs/b.md"],
  ])('%s is found', (_name, text, says) => {
    expect(links(text)).toEqual([says])
  })
})

describe('files named on the page of a folder', () => {
  const named = (text: string) =>
    checkNamedFiles(plant({ 'src/desk/README.md': text, 'src/desk/rules/band.ts': '', 'src/tickets/step.ts': '' }, {})).map(formatFinding)

  test('a file beside the page, or anywhere by the end of its path, passes', () => {
    expect(named('`rules/band.ts`, `tickets/step.ts`, `band`\n')).toEqual([])
  })

  test('a file that went away is found', () => {
    expect(named('x\n`rules/bands.ts`\n')).toEqual(["src/desk/README.md:2  names 'rules/bands.ts', which does not exist"])
  })
})

describe('numbers quoted from code', () => {
  const figures = async (text: string) =>
    (await checkFigures(plant({ 'a.md': text, 'src/limit.ts': 'export const LIMIT = 1000\n' }, {}))).map(formatFinding)

  test('the same number passes', async () => {
    expect(await figures('at most **1,000**<!-- src/limit.ts#LIMIT --> rows\n')).toEqual([])
  })

  test('a number that drifted is found', async () => {
    expect(await figures('at most 900 <!-- src/limit.ts#LIMIT --> rows\n')).toEqual(['a.md:1  says 900, but LIMIT is 1000'])
  })

  test('a source that went away is found', async () => {
    expect(await figures('at most 900 <!-- src/gone.ts#LIMIT --> rows\n')).toEqual(['a.md:1  quotes src/gone.ts, which does not exist'])
    expect(await figures('at most 900 <!-- src/limit.ts#GONE --> rows\n')).toEqual(['a.md:1  src/limit.ts exports no GONE'])
  })
})

describe('refusals', () => {
  test('a whole entry passes, and its page is its own witness', () => {
    expect(checkRefusals({ 'already-exists': REFUSED }, 'x')).toEqual([])
    expect(checkRefusalPage({ 'already-exists': REFUSED }, 'x', refusalPage({ 'already-exists': REFUSED }))).toEqual([])
  })

  test.each([
    ['a code in camel case', { alreadyExists: REFUSED }, 'its code is not kebab-case'],
    ['a status that is no refusal', { a: { ...REFUSED, status: 200 } }, '200 is not the status of a refusal'],
    ['a missing Chinese sentence', { a: { ...REFUSED, zh: '{what}' } }, 'its Chinese sentence is missing'],
    ['a missing English sentence', { a: { ...REFUSED, en: '{what}' + '已存在' } }, 'its English sentence is missing'],
    ['facts that differ', { a: { ...REFUSED, en: 'There is such a thing.' } }, 'the sentences name different facts: zh {what}, en {}'],
    ['half-width punctuation', { a: { ...REFUSED, zh: '{what}已存在,没有保存。' } }, "'在,' in the Chinese sentence"],
    ['an empty catalogue', {}, 'the catalogue of refusals is empty'],
  ])('%s is found', (_name, catalogue, says) => {
    expect(checkRefusals(catalogue, 'x').map(formatFinding).join('\n')).toContain(says)
  })

  test('a page that drifted is found', () => {
    const page = refusalPage({ 'already-exists': REFUSED }).replace('409', '422')
    expect(checkRefusalPage({ 'already-exists': REFUSED }, 'docs/errors.md', page)[0]?.message).toContain('differs from the catalogue')
  })
})

describe('the life of a ticket', () => {
  const cells = { open: 'stay', resolved: { no: 'ticket-resolved' }, closed: { to: 'open' } } as const
  const page = lifecyclePage({ reopen: cells })

  test('the page says what stays, what it leads to and what is refused', () => {
    expect(page).toContain('| `reopen`: it was not done after all | 重新打开 | · |')
    expect(page).toContain('`ticket-resolved` | → `open` |')
    expect(page).toContain('  closed --> open: reopen\n')
    expect(checkLifecyclePage({ reopen: cells }, 'x', page)).toEqual([])
  })

  test('a table that drifted is found', () => {
    expect(checkLifecyclePage({ reopen: { ...cells, open: { to: 'closed' } } }, 'x', page)[0]?.message).toContain('differs from the table')
  })
})

describe('locales', () => {
  const locales = (zh: object, en: object) =>
    checkLocales(plant({ 'web/locales/zh-CN/desk.json': JSON.stringify(zh), 'web/locales/en/desk.json': JSON.stringify(en) }, {})).map(
      formatFinding,
    )

  test('two complete languages pass, plurals each in its own way', () => {
    expect(locales({ a: { rows_other: '{{count}} 行' } }, { a: { rows_one: '{{count}} row', rows_other: '{{count}} rows' } })).toEqual([])
  })

  test.each<[string, object, object, string]>([
    ['a key missing in English', { a: '认领', b: '转交' }, { a: 'claim' }, "web/locales/en/desk.json:1  'b' is missing"],
    ['a key missing in Chinese', { a: '认领' }, { a: 'claim', b: 'hand off' }, "web/locales/zh-CN/desk.json:1  'b' is missing"],
    ['an empty text', { a: '认领' }, { a: ' ' }, "web/locales/en/desk.json:1  'a' is empty"],
    ['another fact', { a: '{{name}}认领' }, { a: '{{who}} claimed' }, "'a' names other facts than zh-CN: {who}, not {name}"],
    ['half-width punctuation', { a: '认领,转交' }, { a: 'claim, hand off' }, "'a': '领,': use full-width punctuation"],
    ['Chinese left in English', { a: '认领' }, { a: '认领' }, "'a' is not in English"],
  ])('%s is found', (_name, zh, en, says) => {
    expect(locales(zh, en)).toEqual([expect.stringContaining(says)])
  })

  test('no locale files at all is a finding, not a pass', () => {
    expect(checkLocales(plant({}, {}))).toHaveLength(1)
  })
})

describe('texts in the code of the browser', () => {
  const texts = (code: string) => checkWebTexts(plant({ 'web/src/desk/row.tsx': code }, {})).map(formatFinding)

  test('translated texts, keys, code and comments pass', () => {
    expect(texts("// 认领\nexport const a = <p className='row' title={t('claim')}>{t('a')} · <kbd>Esc</kbd>{'中文'}</p>\n")).toEqual([])
  })

  test.each([
    ['Chinese between tags', 'export const a = <p>认领</p>\n', "'认领' stands in code"],
    ['Chinese in a string', "export const a = '认领'\n", "'认领' stands in code"],
    ['Chinese in a template', 'export const a = `认领`\n', "'认领' stands in code"],
    ['English between tags', 'export const a = <p>Claim it</p>\n', "'Claim it' stands in code"],
    ['English in a spoken attribute', "export const a = <button aria-label='Claim' />\n", "'Claim' stands in code"],
  ])('%s is found', (_name, code, says) => {
    expect(texts(code)).toEqual([expect.stringContaining(says)])
  })
})

test('the command writes the page it then accepts', () => {
  const root = plant(
    {
      'src/api/refusal-catalogue.ts': `export const refusalCatalogue = ${JSON.stringify({ 'already-exists': REFUSED })}\n`,
      'src/tickets/rules/command-table.ts': "export const commandTable = { reopen: { closed: { to: 'open' } } }\n",
      'docs/guides/user.md': '# A\n',
      'web/locales/zh-CN/a.json': '{"a":"认领"}',
      'web/locales/en/a.json': '{"a":"claim"}',
    },
    {},
  )
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, '../../tools/docs.ts'), root, ...args], { encoding: 'utf8' })
  expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('docs/errors.md:1  differs from the catalogue') })
  expect(run('--write').status).toBe(0)
  expect(run()).toMatchObject({ status: 0, stdout: 'docs: 3 pages, 1 refusals, 0 findings\n' })
})
