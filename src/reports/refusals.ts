import type { CatalogueEntry } from '#platform/refusals'

/** Why a report was not counted. */
export const reportRefusals = {
  'report-too-large': {
    status: 413,
    zh: '这段时间的工单超过 {limit} 张，没有统计。请少选几个月，或只看一个客户、一条业务线。',
    en: 'This range has more than {limit} tickets; nothing was counted. Choose fewer months, or one customer or product line.',
  },
} as const satisfies Record<string, CatalogueEntry>
