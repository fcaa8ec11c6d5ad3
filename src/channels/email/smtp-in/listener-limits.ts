/** How much a listener bears. All of it bounds what a stranger can cost us. */
export type ListenerLimits = {
  readonly maxBytes: number
  /** Bytes of mails being received or stored at the same time; beyond it senders are asked to come later. */
  readonly maxBytesHeld: number
  readonly connections: number
  readonly connectionsPerAddress: number
  readonly recipients: number
  /** Milliseconds of silence. */
  readonly silenceMs: number
  /** Milliseconds from one mail to the end of the next: who sends a byte a minute does not keep a place. */
  readonly mailMs: number
}

const MIB = 1024 * 1024
export const LISTENER_LIMITS: ListenerLimits = {
  maxBytes: 50 * MIB,
  maxBytesHeld: 200 * MIB,
  connections: 100,
  connectionsPerAddress: 50,
  recipients: 100,
  silenceMs: 60_000,
  mailMs: 600_000,
}
