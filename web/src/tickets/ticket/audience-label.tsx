import { useTranslation } from 'react-i18next'
import type { Audience } from '#tickets/rules/vocabulary'

/** Who reads this, as a label that cannot be mistaken: an arrow out, a lock, a link between two. */
export function AudienceLabel({ audience, theirs = false }: { readonly audience: Audience; readonly theirs?: boolean }) {
  const { t } = useTranslation('ticket')
  return (
    <span className={`audience audience--${audience}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        {shapes[audience]}
      </svg>
      {t(theirs ? 'audience.fromCustomer' : `audience.${audience}`)}
    </span>
  )
}

const shapes: Readonly<Record<Audience, React.ReactNode>> = {
  customer: <path d="M2 8h10M8.5 4l4 4-4 4" />,
  internal: <path d="M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 015 0v2.5" />,
  partner: <path d="M6 10l4-4M7 4.5l1.5-1.5a2.8 2.8 0 014 4L11 8.5M9 11.5L7.5 13a2.8 2.8 0 01-4-4L5 7.5" />,
}
