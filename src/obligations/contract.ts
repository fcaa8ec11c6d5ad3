/** What comes in and goes out; the web imports this file. */
export * from './contract/calendar-document.ts'
export * from './contract/deadline-previews.ts'
export * from './contract/obligations.ts'
export * from './contract/service-policy-document.ts'
export * from './contract/terms.ts'
