/** Larger than any provider delivers: 50 MB of attachments in base64. */
export const MAX_MAIL_BYTES = 70_000_000
