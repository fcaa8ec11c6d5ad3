import { useTranslation } from 'react-i18next'
import { MINUTE } from '#kernel/instant'
import { useNow } from '../ui/now.ts'
import { absoluteText, relativeText, shortText } from '../ui/time-text.ts'
import './next-word.css'

/** When they hear from us next. Past its time it says so; nothing is dressed up. */
export function NextWord({ at, large = false }: { readonly at: string; readonly large?: boolean }) {
  const { t, i18n } = useTranslation('portal')
  const now = useNow(MINUTE)
  const due = Date.parse(at)
  const late = due <= now
  const relative = relativeText(due, now, i18n.language)
  return (
    <p className={`next-word${late ? ' next-word--late' : ''}${large ? ' next-word--large' : ''}`} title={absoluteText(due, i18n.language)}>
      <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <circle cx="10" cy="10" r="7.2" />
        <path d="M10 5.8V10l2.8 2" />
      </svg>
      <span>
        {late ? t('next.late', { relative }) : t('next.by')} <strong>{late ? null : shortText(due, now, i18n.language)}</strong>
        {late ? null : <span className="next-word__left">{t('next.left', { relative })}</span>}
      </span>
    </p>
  )
}
