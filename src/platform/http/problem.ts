import type { Locale } from '#kernel/actor'
import type { Refusal } from '#kernel/decision'
import { type CatalogueEntry, type FieldCode, fieldCatalogue } from '../refusals.ts'
import type { FieldError } from '../refused.ts'

/** RFC 9457, with our code and every bad field. */
export type Problem = {
  type: string
  title: string
  status: number
  code: string
  detail: string
  errors: { path: string; code: string; message: string }[]
  params?: Refusal['params']
}

const TITLES: Record<Locale, Record<number, string>> = {
  'zh-CN': {
    400: '内容有误',
    401: '需要登录',
    403: '已拒绝',
    404: '没有找到',
    409: '有冲突',
    413: '太大',
    422: '不能这样做',
    428: '缺少版本',
    429: '太频繁',
    503: '暂时不可用',
    507: '磁盘已满',
  },
  en: {
    400: 'Invalid',
    401: 'Sign in needed',
    403: 'Refused',
    404: 'Not found',
    409: 'Conflict',
    413: 'Too large',
    422: 'Cannot be done',
    428: 'Version needed',
    429: 'Too many',
    503: 'Not available',
    507: 'Disk full',
  },
}

/** The refusal as a problem in the caller's language. An unknown code would be a bug: it shows as the code itself. */
export function toProblem(
  catalogue: Readonly<Record<string, CatalogueEntry>>,
  refusal: Refusal,
  locale: Locale,
  fields: readonly FieldError[] = [],
): Problem {
  const entry = catalogue[refusal.code] ?? { status: 422, zh: refusal.code, en: refusal.code }
  return {
    type: `urn:muster:refusal:${refusal.code}`,
    title: TITLES[locale][entry.status] ?? (locale === 'en' ? 'Error' : '出错'),
    status: entry.status,
    code: refusal.code,
    detail: sentenceOf(entry, refusal.params, locale),
    errors: fields.map((field) => ({ path: field.path, code: field.code, message: fieldMessage(field, locale) })),
    ...(Object.keys(refusal.params).length > 0 ? { params: refusal.params } : {}),
  }
}

function fieldMessage(field: FieldError, locale: Locale): string {
  const entry = fieldCatalogue[field.code as FieldCode] ?? fieldCatalogue.invalid
  return fill(locale === 'en' ? entry.en : entry.zh, field.params ?? {})
}

/** The catalogue's sentence with its params, machine words in the reader's own. */
export function sentenceOf({ zh, en, words }: Omit<CatalogueEntry, 'status'>, params: Refusal['params'], locale: Locale): string {
  const said = words ? Object.fromEntries(Object.entries(params).map(([name, value]) => [name, inWords(value, words, locale)])) : params
  return fill(locale === 'en' ? en : zh, said)
}

function inWords(value: string | number, words: NonNullable<CatalogueEntry['words']>, locale: Locale): string | number {
  if (typeof value === 'number') return value
  const said = value.split(', ').map((word) => words[word]?.[locale === 'en' ? 'en' : 'zh'] ?? word)
  return said.join(locale === 'en' ? ', ' : '、')
}

function fill(template: string, params: Refusal['params']): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole))
}
