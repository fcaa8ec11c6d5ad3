import { instantText } from '#kernel/fields'
import type { OriginalMailOut } from '../contract.ts'
import type { KeptFiles, KeptMail } from '../rules/kept-mail.ts'

type Head = { readonly fromAddress: string | null; readonly fromName: string | null; readonly subject: string | null }

/** The whole of a mail as it is shown to our own people: what was kept of it, with who wrote it and what about. */
export function presentOriginal({ fromAddress, fromName, subject }: Head, kept: KeptMail, keptFiles: KeptFiles): OriginalMailOut {
  const { text, html, to, cc, recipientsLeftOut, sentAt, files, wrapper, automatic, authentication, defects } = kept
  return {
    from: fromAddress === null ? null : { name: fromName ?? '', address: fromAddress },
    to: [...to],
    cc: [...cc],
    recipientsLeftOut,
    subject: subject ?? '',
    sentAt: instantText(sentAt),
    ...{ text, html, wrapper },
    files: files.map(({ name, mediaType, size, isInline, contentId, sha256 }) => ({
      ...{ name, mediaType, size, isInline, contentId },
      attachmentId: keptFiles[sha256] ?? null,
    })),
    automatic: { kind: automatic.kind, why: [...automatic.why] },
    verdicts: { spf: authentication.spf, dkim: authentication.dkim, dmarc: authentication.dmarc },
    defects: [...defects],
  }
}

/** For whoever wrote it or works beside who did: without what our own servers found. */
export function withoutFindings({ automatic, ...mail }: OriginalMailOut): OriginalMailOut {
  return { ...mail, automatic: { kind: automatic.kind, why: [] }, verdicts: { spf: null, dkim: null, dmarc: null }, defects: [] }
}
