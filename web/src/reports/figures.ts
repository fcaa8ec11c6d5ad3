import type { Figures, Share } from './reports-queries.ts'

/** Every share of the report, under its quality, in the order of screen and table. */
export const QUALITIES = [
  {
    quality: 'speed',
    figures: [
      { key: 'acknowledge', of: ({ speed }: Figures) => speed.acknowledge },
      { key: 'firstResponse', of: ({ speed }: Figures) => speed.firstResponse },
      { key: 'answer', of: ({ speed }: Figures) => speed.answer },
    ],
  },
  {
    quality: 'expertise',
    figures: [
      { key: 'firstTry', of: ({ expertise }: Figures) => expertise.firstTry },
      { key: 'notReopened', of: ({ expertise }: Figures) => expertise.notReopened },
      { key: 'causeFound', of: ({ expertise }: Figures) => expertise.causeFound },
    ],
  },
  {
    quality: 'completeness',
    figures: [
      { key: 'workaround', of: ({ completeness }: Figures) => completeness.workaround },
      { key: 'permanentFix', of: ({ completeness }: Figures) => completeness.permanentFix },
      { key: 'reviewed', of: ({ completeness }: Figures) => completeness.reviewed },
      { key: 'advice', of: ({ completeness }: Figures) => completeness.advice },
    ],
  },
  {
    quality: 'continuity',
    figures: [
      { key: 'updates', of: ({ continuity }: Figures) => continuity.updates },
      { key: 'reports', of: ({ continuity }: Figures) => continuity.reports },
      { key: 'followUps', of: ({ continuity }: Figures) => continuity.followUps },
    ],
  },
] as const satisfies readonly { quality: string; figures: readonly { key: string; of: (figures: Figures) => Share }[] }[]

/** `92.3%`; null where there were too few for a percentage. */
export function percentText({ share }: Share, locale: string): string | null {
  return share === null ? null : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share)
}

/** `2026 年 11 月`, `Nov 2026`. */
export function monthText(month: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(`${month}-01T00:00:00Z`))
}
