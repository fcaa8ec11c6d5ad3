import type { CatalogueEntry } from '../refusals.ts'

export const testClockRefusals = {
  'clock-goes-forward': {
    status: 422,
    zh: '测试时钟只能向前拨（现在是 {now}）；时钟没有动。请给出更晚的时间。',
    en: 'The test clock only goes forward (it is {now}); it was not moved. Name a later time.',
  },
} as const satisfies Record<string, CatalogueEntry>
