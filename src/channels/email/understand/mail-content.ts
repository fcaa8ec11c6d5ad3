import type { MailWrapper } from '#mail/rules/understood-mail'

/** A piece of what the mail says, in one or both forms. `html` is as it came. */
export type ContentBlock = { readonly text: string | null; readonly html: string | null }

export type FoundFile = {
  readonly name: string
  readonly mediaType: string
  readonly content: Buffer
  readonly contentId: string | null
  readonly isMarkedInline: boolean
}

/** What the parts of one mail hold, in their order. */
export type MailContent = {
  readonly blocks: ContentBlock[]
  readonly files: FoundFile[]
  readonly calendarMethods: string[]
  /** Texts of `message/delivery-status` parts. */
  readonly deliveryReports: string[]
  /** Mails, or only their headers, that are inside: what came back, or what was passed on. */
  readonly mailsInside: Buffer[]
  wrapper: MailWrapper
}

export function emptyContent(): MailContent {
  return { blocks: [], files: [], calendarMethods: [], deliveryReports: [], mailsInside: [], wrapper: 'none' }
}
