import { useTranslation } from 'react-i18next'
import { percentText } from './figures.ts'
import { MonthTable } from './month-table.tsx'
import type { Figures, QualitiesPage } from './reports-queries.ts'
import { ShareBar } from './share-bar.tsx'

type Props = { readonly total: Figures; readonly months: QualitiesPage['months'] }

/** Of the problems, how many we told the customer about before they told us. */
export function Headline({ total, months }: Props) {
  const { t, i18n } = useTranslation('reports')
  const { toldFirst } = total
  const percent = percentText(toldFirst, i18n.language)
  return (
    <section className="panel reports__headline" aria-labelledby="told-first">
      <p className="reports__big">{percent ?? t('tooFew', { n: toldFirst.n })}</p>
      <div>
        <h2 id="told-first">{t('figure.toldFirst')}</h2>
        <p className="muted">{t('hint.toldFirst')}</p>
        <ShareBar share={toldFirst.share} />
        <details>
          <summary>{toldFirst.met === null ? t('cases', { n: toldFirst.n }) : t('metOf', { met: toldFirst.met, n: toldFirst.n })}</summary>
          <MonthTable label={t('figure.toldFirst')} months={months} of={(figures) => figures.toldFirst} />
        </details>
      </div>
      <p className="reports__count">{t('tickets', { count: total.tickets })}</p>
    </section>
  )
}
