import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { contactsQuery } from '../../api/directory.ts'
import { participantsQuery, type TicketView } from '../ticket-queries.ts'

/** Who will receive it: everybody of the customer who may see the ticket, or those named. */
export function Recipients({
  ticket,
  to,
  onChange,
}: {
  readonly ticket: TicketView
  readonly to: readonly string[]
  readonly onChange: (to: string[]) => void
}) {
  const { t } = useTranslation('ticket')
  const contacts = useQuery(contactsQuery({ accountId: ticket.account.id }))
  const participants = useQuery(participantsQuery(ticket.number))
  const known = [
    ...(ticket.reporter ? [ticket.reporter.name] : []),
    ...(participants.data?.items ?? [])
      .filter((each) => each.personKind === 'contact' && each.personId !== ticket.reporter?.id)
      .map((each) => each.name),
  ]
  return (
    <div className="composer__recipients">
      <Select
        mode="multiple"
        variant="borderless"
        className="composer__to"
        aria-label={t('composer.to')}
        value={[...to]}
        onChange={onChange}
        placeholder={known.length > 0 ? t('composer.everybodyWith', { names: known.join(t('listSeparator')) }) : t('composer.everybody')}
        options={(contacts.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
        showSearch={{ optionFilterProp: 'label' }}
        prefix={<span className="composer__question">{t('composer.to')}</span>}
      />
    </div>
  )
}
