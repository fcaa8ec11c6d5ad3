import { transfer } from '#obligations/rules/transfer-obligation'
import { type Dealings, leadFor, type Owing } from './owing.ts'

/** So much of a question stands on the desk of who is asked. */
const EXCERPT = 200

export function duties(owing: Owing): Dealings {
  const { book, facts, at, arm } = owing
  return {
    'ticket.asked'(event) {
      const { askId, toId, question } = event.data as { askId: string; toId: string; question: string }
      const text = question.length <= EXCERPT ? question : `${question.slice(0, EXCERPT)}…`
      arm('ask', { armedAt: at, why: 'asked', text, subject: { type: 'ask', id: askId }, holder: { duty: null, id: toId } })
    },
    'ticket.ask-answered'(event) {
      book.settle(String(event.data['askId']), 'kept')
    },
    'ticket.ask-ended'(event) {
      book.settle(String(event.data['askId']), { off: String(event.data['why']) })
    },
    'ticket.ask-withdrawn'(event) {
      book.settle(String(event.data['askId']), { off: 'withdrawn' })
    },
    'ticket.objected'() {
      arm('objection', { armedAt: at, why: 'objected', holder: leadFor(owing) })
    },
    'ticket.objection-decided'() {
      book.keep(['objection'], at)
    },
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
      // The duty, not the person: whoever comes to lead meanwhile names the owner.
      const id = String(event.data['byId'])
      const duty = id === facts.line.leadId ? 'lead' : 'duty_manager'
      arm('name_owner', { armedAt: at, why: 'third-bounce', holder: { duty, id } })
    },
    'ticket.holder-left'(event) {
      const { fromId, toId } = event.data as { fromId: string; toId: string }
      for (const one of book.open())
        if (one.holderDuty === null && one.holderId === fromId && one.kind !== 'ask')
          book.apply(transfer(one, { holderId: toId }, at, facts.clocks))
    },
  }
}
