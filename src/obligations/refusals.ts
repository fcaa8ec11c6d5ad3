import type { CatalogueEntry } from '#platform/refusals'

/** Refusals of calendars, policies and previews. Each sentence: what happened, what was kept, what to do. */
export const obligationRefusals = {
  'no-working-minute': {
    status: 422,
    zh: '这份日历连续 {days} 天没有一分钟工作时间，算不出到期时间；什么都没有改变。请给日历加上工作时段。',
    en: 'This calendar has no working minute for {days} days, so there is no due time; nothing was changed. Give the calendar working hours.',
  },
  'working-days-need-a-calendar': {
    status: 422,
    zh: '按工作日计算需要一份工作日历，全天候（24×7）没有工作日之分；什么都没有改变。请选一份日历，或改用分钟。',
    en: 'Working days need a working calendar; 24×7 has none. Nothing was changed. Choose a calendar, or count in minutes.',
  },
  'hours-without-roster': {
    status: 422,
    zh: '策略承诺的时段没有人值班（{line}：{hours}），没有发布；原来的策略照常生效。请先排好这些时段的班，或改小承诺的时段。',
    en: 'The policy promises hours nobody is on duty for ({line}: {hours}); it was not published and the present one stays in force. Roster these hours first, or promise fewer.',
  },
  'unknown-country': {
    status: 422,
    zh: '没有“{country}”的节假日数据；什么都没有改变。请手工填写节假日。',
    en: 'There is no holiday data for “{country}”; nothing was changed. Enter the holidays by hand.',
  },
} as const satisfies Record<string, CatalogueEntry>
