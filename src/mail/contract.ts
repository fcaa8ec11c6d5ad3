export * from './contract/mail-acts.ts'
export * from './contract/mailboxes.ts'
export * from './contract/received-mails.ts'
