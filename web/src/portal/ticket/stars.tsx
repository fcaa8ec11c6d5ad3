import { useTranslation } from 'react-i18next'
import './settle.css'

type Props = { readonly label: string; readonly value: number | undefined; readonly onChange: (value: number) => void }

/** One to five, in one tap. A group of choices for the keyboard and for those who listen. */
export function Stars({ label, value = 0, onChange }: Props) {
  const { t } = useTranslation('portal')
  return (
    <fieldset className="stars">
      <legend>{label}</legend>
      <div className="stars__row">
        {[1, 2, 3, 4, 5].map((star) => (
          <label key={star} className={`stars__star${star <= value ? ' stars__star--on' : ''}`}>
            <input type="radio" name={label} className="for-readers" checked={value === star} onChange={() => onChange(star)} />
            <span className="for-readers">{t('settle.stars', { count: star })}</span>
            <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
              <path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 17l-5.4 2.9 1.1-6.1L3.2 9.6l6.1-.8z" />
            </svg>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
