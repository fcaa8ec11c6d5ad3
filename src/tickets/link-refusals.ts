import type { CatalogueEntry } from '#platform/refusals'

/** Why a ticket was not placed with a customer, or two were not linked. */
export const linkRefusals = {
  'ticket-has-account': {
    status: 409,
    zh: '{number} 已经属于一家客户，没有改动。只有“待认领”的工单可以指定客户。',
    en: '{number} has its customer already; nothing was changed. Only a ticket in “unsorted” can be placed with one.',
  },
  'too-many-unsorted': {
    status: 409,
    zh: '这位上报人在“待认领”中有超过 {count} 张工单，不能一次归给一家客户；什么都没有改变。请为该客户新建工单，并与需要的工单关联。',
    en: 'Whoever reported this has more than {count} tickets in “unsorted”, too many to place at once; nothing was changed. Open a ticket for the customer and link it to the one you need.',
  },
  'link-to-itself': {
    status: 422,
    zh: '不能把 {number} 与它自己关联；什么都没有改变。请填写另一张工单的编号。',
    en: '{number} cannot be linked to itself; nothing was changed. Give the number of another ticket.',
  },
  'link-the-other-way': {
    status: 409,
    zh: '{other} 与 {number} 已按相反的方向关联，没有再次关联。要改方向，请先取消原来的关联。',
    en: '{other} and {number} are linked the other way round already; nothing was changed. Unlink them first to turn it round.',
  },
  'too-many-links': {
    status: 409,
    zh: '{number} 已关联 {count} 张工单，没有再添加。请取消不再需要的关联。',
    en: '{number} is linked to {count} tickets already; none was added. Unlink those that are no longer needed.',
  },
} as const satisfies Record<string, CatalogueEntry>
