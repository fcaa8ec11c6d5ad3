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
  'internal-stays-inside': {
    status: 409,
    zh: '这是内部工单，外部的人（{address}）不能参与；什么都没有改变。需要对方参与时，请以其公司的名义新建工单。',
    en: 'This ticket is our own matter, and nobody from outside ({address}) takes part in it; nothing was changed. Open one for their company instead.',
  },
  'person-of-other-account': {
    status: 409,
    zh: '{address} 属于另一家客户，不能参与这张工单；什么都没有改变。请另开一张其公司的工单，或把可以转告的内容单独写给对方。',
    en: '{address} is of another customer and cannot take part in this ticket; nothing was changed. Open a ticket of their company, or write to them apart what they may know.',
  },
  'person-of-partner': {
    status: 409,
    zh: '{address} 像是伙伴公司的人，不能作为客户的联系人参与这张工单；什么都没有改变。请先在“管理 → 伙伴”里添加此人，再在工单上把其加为伙伴参与人。',
    en: '{address} seems to be of a partner and cannot take part as a contact of the customer; nothing was changed. Add them to the partner’s people in Administration, then to the ticket as one of the partner.',
  },
  'person-let-go': {
    status: 409,
    zh: '{address} 是已停用的联系人，没有让其参与。确认此人仍在这家公司后，请先在客户资料里重新启用。',
    en: '{address} is a contact who was disabled, and was not let in; nothing was changed. If they are still with this company, enable them in the customer’s page first.',
  },
  'words-not-theirs': {
    status: 422,
    zh: '这封邮件没有可以作为 {address} 发言的内部备注；什么都没有改变。请去掉这个勾选再试。',
    en: 'There is no note of this mail that could be taken as words of {address}; nothing was changed. Untick it and try again.',
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
  'mailbox-needs-no-consent': {
    status: 409,
    zh: '“{mailbox}”不用 Microsoft 365 或 Google 的个人授权登录；什么都没有改变。需要的话，请先修改它的登录方式。',
    en: '{mailbox} does not sign in by a person’s consent at Microsoft 365 or Google; nothing was changed. Change how it signs in first.',
  },
  'mailbox-consent-over': {
    status: 422,
    zh: '这次登录授权已经用过、已过期，或不是您开始的；什么都没有改变。请回到“邮箱”页，重新点“登录授权”。',
    en: 'This sign-in was used already, has run out, or was begun by somebody else; nothing was changed. Go back to Mailboxes and sign in again.',
  },
  'mailbox-consent-refused': {
    status: 422,
    zh: '服务商没有同意授权：{detail}。邮箱原来的授权没有改变。请按提示处理后，重新登录授权。',
    en: 'The provider did not agree: {detail}. What the mailbox had before is unchanged. Mend that, then sign in again.',
  },
  'mailbox-consent-not-lasting': {
    status: 422,
    zh: '服务商只给了一次性的授权，没有保存。请在服务商处允许这个应用离线访问，再重新登录授权。',
    en: 'The provider gave a sign-in that does not last, so it was not kept. Allow this application offline access there, then sign in again.',
  },
  'mailbox-provider-away': {
    status: 502,
    zh: '服务商没有应答（{detail}），授权没有保存。请稍后重新登录授权。',
    en: 'The provider did not answer ({detail}); nothing was kept. Sign in again in a while.',
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
