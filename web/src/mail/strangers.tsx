import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageMail } from './mail-queries.ts'
import { shownName } from './shown-name.ts'
import './message-mail.css'

const LetInDialog = lazy(() => import('./let-in-dialog.tsx'))

export type Stranger = NonNullable<NonNullable<MessageMail['mail']>['strangers']>[number]
const STAYS_OUT: ReadonlySet<Stranger['standing']> = new Set(['other_account', 'of_partner', 'let_go'])
type Props = { readonly strangers: readonly Stranger[]; readonly receivedMailId: string; readonly ticketRef: string }

/** Whom a mail names who does not take part: who they are to this customer, and letting them in. */
export function Strangers({ strangers, receivedMailId, ticketRef }: Props) {
  const { t } = useTranslation('ticket')
  const [chosen, setChosen] = useState<Stranger | null>(null)
  if (strangers.length === 0) return null
  return (
    <div className="strangers">
      <ul aria-label={t('mail.strangers.label')}>
        {strangers.map((one) => (
          <li key={one.address}>
            <span className="strangers__who">
              <strong>{shownName(one)}</strong>{' '}
              {one.name ? <span className="strangers__address">{shownName(one) === one.name ? one.address : `“${one.name}”`}</span> : null}
            </span>
            <span className="strangers__standing">
              {t(`mail.strangers.${one.namedIn ?? 'wrote'}`)} · {t(`mail.strangers.standing.${one.standing}`)}
            </span>
            {STAYS_OUT.has(one.standing) ? null : (
              <Button size="small" onClick={() => setChosen(one)} aria-label={t('mail.strangers.letInName', { name: shownName(one) })}>
                {t('mail.strangers.letIn')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {chosen ? (
          <LetInDialog stranger={chosen} receivedMailId={receivedMailId} ticketRef={ticketRef} onClose={() => setChosen(null)} />
        ) : null}
      </Suspense>
    </div>
  )
}
