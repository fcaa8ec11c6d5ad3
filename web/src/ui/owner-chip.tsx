import { useTranslation } from 'react-i18next'
import './owner-chip.css'

type Props = { readonly name: string; readonly acknowledgedAt: string | null; readonly mine?: boolean }

/** Who is accountable, and whether they have said "mine". */
export function OwnerChip({ name, acknowledgedAt, mine = false }: Props) {
  const { t } = useTranslation()
  const accepted = acknowledgedAt !== null
  return (
    <span className={`owner${accepted ? ' owner--accepted' : ''}`}>
      <Initial name={name} />
      <span className="owner__words">
        <span className="owner__name">
          {name}
          {mine ? <span className="owner__me">{t('ui:owner.me')}</span> : null}
        </span>
        <span className="owner__state">{t(accepted ? 'ui:owner.accepted' : 'ui:owner.notAccepted')}</span>
      </span>
    </span>
  )
}

/** The last character of a Chinese name, the initials of a Latin one. */
export function Initial({ name }: { readonly name: string }) {
  const latin = /^[\p{Script=Latin}\s.'-]+$/u.test(name)
  const text = latin
    ? name
        .split(/\s+/)
        .slice(0, 2)
        .map((word) => word.charAt(0).toUpperCase())
        .join('')
    : name.slice(-1)
  return (
    <span className="initial" aria-hidden="true" data-tone={toneOf(name)}>
      {text}
    </span>
  )
}

function toneOf(name: string): number {
  let sum = 0
  for (const character of name) sum += character.codePointAt(0) ?? 0
  return sum % 5
}
