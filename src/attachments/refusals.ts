import type { CatalogueEntry } from '#platform/refusals'

export const attachmentRefusals = {
  'attachment-quota': {
    status: 413,
    zh: '您 24 小时内上传的附件超过了 {limit} 的上限；这个文件没有保存，已上传的都在。请稍后再传，或缩小文件。',
    en: 'Your uploads of the last 24 hours would exceed the limit of {limit}; this file was not saved, earlier ones are kept. Upload it later, or make it smaller.',
  },
} as const satisfies Record<string, CatalogueEntry>
