import { expect, test } from 'vitest'
import { firstQuoteMarker } from './quote-marker.ts'
import { REPLY_LINE } from './reply-line.ts'

test.each(Object.values(REPLY_LINE))('below %j everything is ours, though the program named nobody above it', (line) => {
  expect(firstQuoteMarker(['已经好了，谢谢。', '', line, '', '请再试一次。'], 0)).toMatchObject({ kind: 'separator', start: 2 })
  expect(firstQuoteMarker(['已经好了，谢谢。', `> ${line}`, '> 请再试一次。'], 0)).toMatchObject({ kind: 'separator', start: 1 })
  expect(firstQuoteMarker([`邮件里写着“${line}”，是什么意思？`], 0)).toBeNull()
})
