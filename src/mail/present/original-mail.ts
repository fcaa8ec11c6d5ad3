import { instantText } from '#kernel/fields'
import type { OriginalMailOut } from '../contract.ts'
import type { KeptMail } from '../rules/kept-mail.ts'

type Head = { readonly fromAddress: string | null; readonly fromName: string | null; readonly subject: string | null }

/** The whole of a mail as it is shown: what was kept of it, with who wrote it and what about. */
export function presentOriginal({ fromAddress, fromName, subject }: Head, kept: KeptMail): OriginalMailOut {
  const { text, html, to, cc, recipientsLeftOut, sentAt, files, wrapper, automatic, authentication, defects } = kept
  return {
    from: fromAddress === null ? null : { name: fromName ?? '', address: fromAddress },
    to: [...to],
    cc: [...cc],
    recipientsLeftOut,
    subject: subject ?? '',
    sentAt: instantText(sentAt),
    ...{ text, html, wrapper },
    files: files.map(({ name, mediaType, size, isInline }) => ({ name, mediaType, size, isInline })),
    automatic: { kind: automatic.kind, why: [...automatic.why] },
    verdicts: { spf: authentication.spf, dkim: authentication.dkim, dmarc: authentication.dmarc },
    defects: [...defects],
  }
}
