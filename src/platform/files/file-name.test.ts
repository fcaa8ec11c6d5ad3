import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contentDisposition, safeFileName } from './file-name.ts'

it.each([
  ['截图 2026.png', '截图 2026.png'],
  ['C:\\Users\\li\\log.txt', 'log.txt'],
  ['../../etc/passwd', 'passwd'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['a\u0000b\nc.txt', 'abc.txt'],
  ['..', 'file'],
  ['', 'file'],
  ['\u200b\u200b', 'file'],
  ['.htaccess', 'htaccess'],
  ['报告\u3000终稿.pdf', '报告 终稿.pdf'],
  ['folder/', 'file'],
])('%j is kept as %j', (given, kept) => {
  expect(safeFileName(given)).toBe(kept)
})

it('a long name keeps its extension', () => {
  expect(safeFileName(`${'长'.repeat(300)}.xlsx`)).toBe(`${'长'.repeat(195)}.xlsx`)
})

it('whatever is given: one line without paths or invisible characters, never empty, stable, and sendable', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = safeFileName(given)
      expect(name).not.toMatch(/[/\\\u0000-\u001f\u202a-\u202e\u200b-\u200f]/)
      expect(name.length).toBeGreaterThan(0)
      expect(name.length).toBeLessThanOrEqual(200)
      expect(safeFileName(name)).toBe(name)
      expect(contentDisposition('attachment', name)).toMatch(/^[\x20-\x7e]+$/)
    }),
  )
})

it('a Chinese name is sent in both forms', () => {
  expect(contentDisposition('attachment', '截图 "a".png')).toBe(
    `attachment; filename="__ _a_.png"; filename*=UTF-8''%E6%88%AA%E5%9B%BE%20%22a%22.png`,
  )
})
