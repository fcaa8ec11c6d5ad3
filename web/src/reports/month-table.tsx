import { useTranslation } from 'react-i18next'
import { monthText, percentText } from './figures.ts'
import type { Figures, QualitiesPage, Share } from './reports-queries.ts'
import { ShareBar } from './share-bar.tsx'

type Props = { readonly label: string; readonly months: QualitiesPage['months']; readonly of: (figures: Figures) => Share }

/** One figure month by month, in numbers. */
export function MonthTable({ label, months, of }: Props) {
  const { t, i18n } = useTranslation('reports')
  return (
    <table className="month-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('month')}</th>
          <th scope="col">{t('met')}</th>
          <th scope="col">n</th>
          <th scope="col">{t('share')}</th>
        </tr>
      </thead>
      <tbody>
        {months.map((figures) => {
          const share = of(figures)
          return (
            <tr key={figures.month}>
              <th scope="row">{monthText(figures.month, i18n.language)}</th>
              <td>{share.met ?? '–'}</td>
              <td>{share.n}</td>
              <td>
                <span className="month-table__share">
                  {percentText(share, i18n.language) ?? '–'} <ShareBar share={share.share} />
                </span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
