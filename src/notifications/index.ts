export { notificationReactions } from './reactions.ts'
export { notificationRoutes } from './routes.ts'
export { deleteReadBefore } from './store.ts'
export { tellJob } from './tell-job.ts'
