import type { CatalogueEntry } from '#platform/refusals'

export const customersRefusals = {
  'account-built-in': {
    status: 409,
    zh: '“{name}”是系统内置的客户，不能修改，也不能在其下添加内容；什么都没有保存。请选择一个真正的客户。',
    en: '{name} is a built-in account: it cannot be changed and nothing can be added to it. Nothing was saved; choose a real account.',
  },
  'account-archived': {
    status: 409,
    zh: '客户“{name}”已归档；什么都没有保存。请先恢复该客户。',
    en: 'Account {name} is archived; nothing was saved. Bring the account back first.',
  },
  'contact-by-team': {
    status: 403,
    zh: '“{account}”只对指定团队开放，新联系人由团队成员添加；什么都没有改变。请联系该客户的团队。',
    en: '{account} is open to its team only, who add its contacts; nothing was changed. Ask somebody of that team.',
  },
  'partner-disabled': {
    status: 409,
    zh: '伙伴“{name}”已停用；什么都没有保存。请先启用这家公司，再添加或启用它的人员。',
    en: 'Partner {name} is disabled; nothing was saved. Enable the company first, then add or enable its people.',
  },
} as const satisfies Record<string, CatalogueEntry>
