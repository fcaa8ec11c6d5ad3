import type { CatalogueEntry } from '#platform/refusals'

export const mailRefusals = {
  'mail-link-over': {
    status: 422,
    zh: '这个链接无效或已过期，什么都没有改变。请登录后在工单页面操作，或直接回复邮件。',
    en: 'This link is not valid, or its time is over; nothing was changed. Sign in and act on the ticket’s page, or answer the mail.',
  },
  'file-link-over': {
    status: 410,
    zh: '这个下载链接无效或已过期。请登录后在工单页面下载，或回复邮件请我们重发。',
    en: 'This link to a file is not valid, or its time is over. Sign in and download it from the ticket, or answer the mail and ask for it again.',
  },
  'mail-act-needs-reason': {
    status: 422,
    zh: '没有重新打开。请写一句哪里还没有解决，我们好接着处理。',
    en: 'It was not reopened. Say in a sentence what is not solved yet, so that we can go on from there.',
  },
  'mailbox-is-default': {
    status: 409,
    zh: '“{mailbox}”是默认邮箱，通知和登录链接由它发出，不能停用或取消默认；什么都没有改变。请先把另一个邮箱设为默认。',
    en: '{mailbox} is the default mailbox, which sends notices and sign-in links, and cannot be switched off or stop being the default; nothing was changed. Make another one the default first.',
  },
  'default-mailbox-inactive': {
    status: 409,
    zh: '“{mailbox}”已停用，不能设为默认邮箱；什么都没有改变。请先启用它。',
    en: '{mailbox} is switched off and cannot become the default mailbox; nothing was changed. Switch it on first.',
  },
  'mail-not-aside': {
    status: 409,
    zh: '这封邮件不在隔离区（现在是“{state}”）；什么都没有改变。请刷新后再看。',
    en: 'This mail does not stand aside (it is {state} now); nothing was changed. Reload and look again.',
    words: {
      waiting: { zh: '等待处理', en: 'waiting' },
      taken: { zh: '已入工单', en: 'on a ticket' },
      ignored: { zh: '已忽略', en: 'ignored' },
      duplicate: { zh: '重复', en: 'a copy' },
      quarantined: { zh: '隔离', en: 'quarantined' },
    },
  },
} as const satisfies Record<string, CatalogueEntry>
