export { reportRefusals } from './refusals.ts'
export { reportRoutes } from './routes.ts'
