import { expect, test } from 'vitest'
import { isNoticePassedOn, NOTICE_LINE } from './notice-line.ts'

const ZH = `李想，您好：\n\nT-1 导出超时\n有一项转交\n\n请打开工单处理。${NOTICE_LINE['zh-CN']}\n`
const BLOCK = '-----原始邮件-----\n发件人: 支持 <hello@vendor.test>\n发送时间: 2026年11月30日\n收件人: 李想\n主题: 通知\n\n'

test.each([
  ['alone', ZH, true],
  ['with lines broken anew', ZH.replace(/(.{9})/g, '$1\n'), true],
  ['in English', `Hello Li,\n\nOpen the ticket to act. ${NOTICE_LINE.en}\n`, true],
  ['below the head of a mail passed on', `\n${BLOCK}${ZH}`, true],
  ['below words of a person', `请看一下。\n\n${BLOCK}${ZH}`, false],
  ['not at all', '请打开工单处理。', false],
])('a notice %s', (_, visibleText, is) => {
  expect(isNoticePassedOn({ visibleText })).toBe(is)
})
