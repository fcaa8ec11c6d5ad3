import type { Dealings, Owing } from './owing.ts'

export function duties({ book, at, arm }: Owing): Dealings {
  return {
    'ticket.acknowledged'() {
      book.keep(['acknowledge'], at)
    },
    'ticket.hand-off-accepted'(event) {
      if (event.data['duty'] === 'owner') book.keep(['acknowledge'], at)
    },
    'ticket.duty-assigned'(event) {
      if (event.data['duty'] !== 'owner') return
      book.cancel(['acknowledge'], 'assigned')
      arm('acknowledge', { armedAt: at, why: 'assignment' })
      if (event.data['naming'] === true) book.keep(['name_owner'], at)
    },
    'ticket.owner-must-be-named'(event) {
      if (book.open('name_owner').length > 0) return
      arm('name_owner', { armedAt: at, why: 'third-bounce', holder: { duty: null, id: String(event.data['byId']) } })
    },
  }
}
