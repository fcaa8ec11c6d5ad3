import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import type { TicketView } from '../ticket-queries.ts'
import { useTicketCommand } from '../use-ticket-command.ts'
import { mayGive } from './steps.ts'

/** Quiet nights, as the customer asked for, and how much of the time we waited on others. */
export function NightsAndWaits({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useTranslation('ticket')
  const silence = useTicketCommand(ticket.number, 'POST /api/v1/tickets/{id}/night-silence')
  const { customerMs, thirdPartyMs, ofMs } = ticket.waited
  const share = (ms: number) => (ofMs === 0 ? 0 : Math.round((ms / ofMs) * 100))
  return (
    <>
      {mayGive(ticket, 'silence_nights') ? (
        <Checkbox
          className="side__nights"
          checked={ticket.nightSilence}
          disabled={silence.isPending}
          onChange={(event) => silence.mutate({ on: event.target.checked })}
        >
          {t('side.nights')}
        </Checkbox>
      ) : null}
      <ProblemAlert error={silence.error} />
      {customerMs + thirdPartyMs > 0 ? (
        <p className="side__note">{t('side.waited', { customer: share(customerMs), thirdParty: share(thirdPartyMs) })}</p>
      ) : null}
    </>
  )
}
