import { useTranslation } from 'react-i18next'
import { MINUTE } from '#kernel/instant'
import { spanText } from '../ui/time-text.ts'
import { percentText } from './figures.ts'
import { MonthTable } from './month-table.tsx'
import type { Figures, QualitiesPage, Share } from './reports-queries.ts'
import { ShareBar } from './share-bar.tsx'

type Props = {
  readonly quality: 'speed' | 'expertise' | 'completeness' | 'continuity'
  readonly figures: readonly { readonly key: string; readonly of: (figures: Figures) => Share }[]
  readonly total: Figures
  readonly months: QualitiesPage['months']
}

/** One quality: each figure as a bar, its numbers month by month one click away. */
export function QualityPanel({ quality, figures, total, months }: Props) {
  const { t, i18n } = useTranslation('reports')
  return (
    <section className="panel quality" aria-labelledby={`quality-${quality}`}>
      <h2 id={`quality-${quality}`}>{t(`quality.${quality}`)}</h2>
      <p className="muted">{t(`hint.${quality}`)}</p>
      <ul>
        {figures.map(({ key, of }) => {
          const share = of(total)
          const label = t(`figure.${key}`)
          return (
            <li key={key}>
              <details>
                <summary>
                  <span className="quality__name">{label}</span>
                  <span className="quality__share">{percentText(share, i18n.language) ?? t('tooFewShort')}</span>
                  <span className="quality__n">{t('n', { n: share.n })}</span>
                  <ShareBar share={share.share} />
                </summary>
                <p className="muted">{t(`hint.${key}`)}</p>
                <MonthTable label={label} months={months} of={of} />
              </details>
            </li>
          )
        })}
        {quality === 'speed' ? <Digestion {...total.speed.digestion} /> : null}
      </ul>
    </section>
  )
}

/** How long customers tried by themselves before they told us: a length of time, no share. */
function Digestion({ n, medianMinutes }: Figures['speed']['digestion']) {
  const { t } = useTranslation('reports')
  return (
    <li>
      <details>
        <summary>
          <span className="quality__name">{t('figure.digestion')}</span>
          <span className="quality__share">{medianMinutes === null ? t('tooFewShort') : spanText(medianMinutes * MINUTE, t)}</span>
          <span className="quality__n">{t('n', { n })}</span>
        </summary>
        <p className="muted">{t('hint.digestion')}</p>
      </details>
    </li>
  )
}
