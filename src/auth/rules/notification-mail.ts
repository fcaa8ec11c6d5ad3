/** How a person of ours hears by mail of what the bell tells: what asks something of them at once, all of it each working morning, or not at all. */
export const NOTIFICATION_MAIL = ['immediate', 'digest', 'none'] as const
export type NotificationMail = (typeof NOTIFICATION_MAIL)[number]
