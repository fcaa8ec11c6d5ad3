import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { guessCharset } from './guess-charset.ts'

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  gb18030: [
    ...[
      '系统打不开',
      '登录失败',
      '报表导出超时',
      '请帮忙看一下',
      '你好',
      '收到',
      '故障',
      '接口报错500',
      '张三',
      '李娜',
      '权限申请',
      '忘记密码',
    ],
    ...[
      '生产环境数据库连接异常',
      '客户反馈页面白屏',
      '麻烦尽快处理',
      '升级后菜单不见了',
      '上海宏泰科技有限公司',
      '回复：关于昨天的问题',
      '转发：培训通知',
    ],
  ],
  big5: [
    '系統打不開',
    '登入失敗',
    '報表匯出逾時',
    '請協助處理',
    '謝謝您的協助',
    '緊急故障通知',
    '無法儲存檔案',
    '客戶回報畫面空白',
    '關於昨天的問題',
  ],
  shift_jis: [
    'お世話になっております',
    'レポートを出力できません',
    '至急ご確認ください',
    'ログインできない',
    'エラーが発生しました',
    '田中太郎',
  ],
  'euc-kr': ['안녕하세요 보고서를 확인 부탁드립니다', '로그인이 실패합니다 빨리 확인해 주세요', '보고서를 내보낼 수 없습니다'],
  'koi8-r': ['Добрый день', 'Не работает отчёт', 'ошибка входа', 'Спасибо за помощь'],
  'windows-1251': ['Добрый день', 'Не работает отчёт', 'ошибка входа', 'срочно', 'Спасибо за помощь'],
  'windows-1252': [
    'Le délai est dépassé',
    'Grüße aus München',
    'Señor Muñoz, la aplicación no funciona',
    'Déjà vu',
    'Hyvää päivää',
    '“Qualität” – 10 €',
  ],
  'utf-8': ['系统打不开', 'Grüße aus München', 'Добрый день', 'plain'],
}

test.each(Object.entries(TEXTS).flatMap(([charset, texts]) => texts.map((text) => [charset, text] as const)))('%s: %s', (charset, text) => {
  expect(guessCharset(iconv.encode(text, charset), null)).toBe(charset)
})

test('what stands beside decides where the bytes alone do not', () => {
  expect(guessCharset(iconv.encode('오류', 'euc-kr'), 'euc-kr')).toBe('euc-kr')
  expect(guessCharset(iconv.encode('ОШИБКА', 'koi8-r'), 'koi8-r')).toBe('koi8-r')
})
