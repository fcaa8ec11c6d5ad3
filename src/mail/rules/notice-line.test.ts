import { expect, test } from 'vitest'
import { isNoticePassedOn, NOTICE_FOOTER, NOTICE_LINE, NOTICE_SETTINGS } from './notice-line.ts'

const ZH = `李想，您好：\n\nT-1 导出超时\n有一项转交\n\n请打开工单处理。${NOTICE_LINE['zh-CN']}\n`
const BLOCK = '-----原始邮件-----\n发件人: 支持 <hello@vendor.test>\n发送时间: 2026年11月30日\n收件人: 李想\n主题: 通知\n\n'

test.each([
  ['alone', ZH, true],
  ['with lines broken anew', ZH.replace(/(.{9})/g, '$1\n'), true],
  ['in English', `Hello Li,\n\nOpen the ticket to act. ${NOTICE_LINE.en}\n`, true],
  ['below the head of a mail passed on', `\n${BLOCK}${ZH}`, true],
  ['whole, to its last line', `${ZH}\n${NOTICE_SETTINGS['zh-CN']}\nhttps://muster.test/profile\n\n-- \n${NOTICE_FOOTER['zh-CN']}\n`, true],
  ['with an answer below it', `${ZH}\n收到，我来处理。\n`, false],
  ['below words with no mark that we know', `Bedankt, ik kijk ernaar.\n\nOp maandag schreef Muster:\n${ZH}`, false],
  ['named in a question', `这句是什么意思：“${NOTICE_LINE['zh-CN']}”？`, false],
  ['below words of a person', `请看一下。\n\n${BLOCK}${ZH}`, false],
  ['not at all', '请打开工单处理。', false],
])('a notice %s', (_, visibleText, is) => {
  expect(isNoticePassedOn({ visibleText })).toBe(is)
})
