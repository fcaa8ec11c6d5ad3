/** How we sign in to a mail server. `microsoft`, `google`: with the consent a person gave once; `microsoft_app`: with the company's. */
export const MAIL_SIGN_INS = ['password', 'microsoft', 'google', 'microsoft_app'] as const
export type MailSignInWay = (typeof MAIL_SIGN_INS)[number]

/** `tls` from the first byte, `starttls` or nothing at all, `none` for servers beside us. */
export const MAIL_SECURITIES = ['tls', 'starttls', 'none'] as const

export type MailServerSettings = {
  readonly host: string
  readonly port: number
  readonly security: (typeof MAIL_SECURITIES)[number]
  /** Certificates (PEM) of a company's own authority; null: those the machine trusts. */
  readonly ca: string | null
}

/** Where a mailbox's mail comes from: a folder, whoever delivers to our own listener, or nowhere. */
export type ReceiveSettings =
  | (MailServerSettings & {
      readonly by: 'imap'
      readonly user: string
      readonly auth: MailSignInWay
      readonly folder: string
      /** What becomes of a mail there once it is stored here. */
      readonly afterwards: 'leave' | 'seen' | { readonly move: string }
    })
  | { readonly by: 'listener' }
  | { readonly by: 'none' }

/** How its mail leaves: by a server (`none`: one beside us that asks nobody to sign in), or, to try things out, as files in the data folder. */
export type SendSettings =
  | (MailServerSettings & {
      readonly by: 'smtp'
      readonly user: string
      readonly auth: MailSignInWay | 'none'
      readonly dkim: { readonly domain: string; readonly selector: string } | null
    })
  | { readonly by: 'files' }
