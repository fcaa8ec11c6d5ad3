export { composeMessage } from './actions/compose-message.ts'
export type { WritingParts } from './mail-to-write.ts'
export { COMPOSE, mailReactions } from './reactions.ts'
