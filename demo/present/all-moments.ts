import { burning } from './burning.ts'
import { offersWaiting } from './offers-waiting.ts'
import { onTheFrontLine } from './on-the-front-line.ts'
import type { Moment } from './present-moments.ts'

/** Everything the demo's present must have, the most telling first. */
export const MOMENTS: readonly Moment[] = [burning, ...offersWaiting, ...onTheFrontLine]
