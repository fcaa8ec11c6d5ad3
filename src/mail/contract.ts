export * from './contract/mail-addresses.ts'
export * from './contract/mailboxes.ts'
export * from './contract/message-mail.ts'
export * from './contract/received-mails.ts'
