const FORWARD = /^\s*(?:\[[^\]]{1,40}\]\s*)?(?:fwd?|转发|轉發|轉寄|转|wg|tr|rv)\s*[:：]/i

/** Whether a subject says that the mail was passed on rather than answered. */
export function isForwardSubject(subject: string): boolean {
  return FORWARD.test(subject)
}
