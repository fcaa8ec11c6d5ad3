import type { TFunction } from 'i18next'
import type { CustomerTicketView } from '#tickets/contract'

/** What a customer reads of where their ticket stands. Functions are our matter: each has a sentence, an unknown one a general one. */
const SAID = ['frontline', 'qa', 'product', 'engineering', 'operations', 'success', 'presales', 'delivery', 'project_lead']

export function stationWords(t: TFunction, station: string): string {
  return t(`portal:station.${SAID.includes(station) ? station : 'other'}`)
}

type Standing = Pick<CustomerTicketView, 'status' | 'owner' | 'station' | 'scheduled' | 'confirmedAt'> & {
  readonly closedAs?: CustomerTicketView['closedAs']
}

/** One sentence: who does what now. */
export function standingSentence(t: TFunction, ticket: Standing, locale: string): string {
  const who = ticket.owner.name
  switch (ticket.status) {
    case 'waiting_on_customer':
      return t('portal:standing.waiting_on_customer')
    case 'waiting_on_third_party':
      return t('portal:standing.waiting_on_third_party', { who })
    case 'scheduled':
      return t('portal:standing.scheduled', { version: ticket.scheduled?.version ?? '', date: dayText(ticket.scheduled?.date, locale) })
    case 'observing':
      return t('portal:standing.observing', { who })
    case 'resolved':
      return ticket.confirmedAt === null ? t('portal:standing.resolved') : t('portal:standing.confirmed')
    case 'closed':
      return t(`portal:standing.closed.${ticket.closedAs ?? 'confirmed'}`)
    case 'open':
      if (ticket.owner.acknowledgedAt === null) return t('portal:standing.reported', { who })
      return t('portal:standing.open', { who, doing: t(`portal:doing.${SAID.includes(ticket.station) ? ticket.station : 'other'}`) })
  }
}

/** Whether the next step is the customer's. */
export function needsThem(ticket: Pick<CustomerTicketView, 'status'> & { readonly confirmedAt?: string | null }): boolean {
  return ticket.status === 'waiting_on_customer' || (ticket.status === 'resolved' && !ticket.confirmedAt)
}

function dayText(date: string | undefined, locale: string): string {
  if (!date) return ''
  return new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${date}T00:00:00Z`))
}
