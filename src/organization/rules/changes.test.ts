import { expect, test } from 'vitest'
import { changesOf } from './changes.ts'

test('only what is really other counts as changed, however it is written', () => {
  const before = { name: '支付', hours: { mon: [['09:00', '12:00']], tue: [] }, functions: ['qa', 'dba'], title: null }
  const same = { name: '支付', hours: { tue: [], mon: [['09:00', '12:00']] }, title: null, functions: undefined }
  expect(changesOf(before, same)).toEqual({})
  expect(changesOf(before, { title: '组长', functions: ['dba', 'qa'] })).toEqual({
    title: { from: null, to: '组长' },
    functions: { from: ['qa', 'dba'], to: ['dba', 'qa'] },
  })
})
