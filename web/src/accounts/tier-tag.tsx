import { useTranslation } from 'react-i18next'

/** A tier: the higher, the fuller the mark. */
export function TierTag({ tier }: { readonly tier: 'standard' | 'priority' | 'strategic' }) {
  const { t } = useTranslation('vocabulary')
  const stars = { standard: 1, priority: 2, strategic: 3 }[tier]
  return (
    <span className={`account-tier account-tier--${tier}`}>
      <span aria-hidden="true" className="account-tier__mark">
        {Array.from({ length: 3 }, (_, index) => index).map((index) => (
          <span key={index} className={index < stars ? 'account-tier__on' : ''} />
        ))}
      </span>
      {t(`tier.${tier}`)}
    </span>
  )
}
