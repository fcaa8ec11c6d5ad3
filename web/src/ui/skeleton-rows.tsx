import { useTranslation } from 'react-i18next'
import './skeleton-rows.css'

/** The shape of rows to come. Said once to those who listen. */
export function SkeletonRows({ rows = 6, height = 60 }: { readonly rows?: number; readonly height?: number }) {
  const { t } = useTranslation()
  return (
    <div className="skeletons" role="status">
      <span className="for-readers">{t('ui:loading')}</span>
      {Array.from({ length: rows }, (_, index) => index).map((index) => (
        <div key={index} className="skeletons__row" style={{ height }} aria-hidden="true">
          <span style={{ width: 38 }} />
          <span style={{ width: `${34 - (index % 3) * 6}%` }} />
          <span style={{ width: '12%' }} />
          <span style={{ width: '10%' }} />
        </div>
      ))}
    </div>
  )
}
