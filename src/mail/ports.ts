import type { UnderstoodMail } from './rules/understood-mail.ts'

/** Reads one mail, bounded in time and memory. `why`: timeout, memory, crash, too-large, closed. */
export type MailReader = {
  understand(
    raw: Uint8Array,
  ): Promise<
    | { readonly ok: true; readonly mail: UnderstoodMail; readonly files: ReadonlyMap<string, Uint8Array> }
    | { readonly ok: false; readonly why: string; readonly message: string }
  >
}
