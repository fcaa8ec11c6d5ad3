import { downloadsTimeOut } from './downloads-time-out.ts'
import { fromFireFighterToTeacher } from './from-fire-fighter-to-teacher.ts'
import { isItLeaking } from './is-it-leaking.ts'
import { itDoesNotReproduce } from './it-does-not-reproduce.ts'
import { oneChannel } from './one-channel.ts'
import { picturesFailToLoad } from './pictures-fail-to-load.ts'
import type { Story } from './staging.ts'
import { tenTimes } from './ten-times.ts'
import { threeParties } from './three-parties.ts'
import { whoIsMyCustomer } from './who-is-my-customer.ts'

/** Nine of the ten stories; the tenth, an executive on the phone in the middle of an outage, is on the front line now. */
export const STORIES: readonly (readonly [name: string, story: Story])[] = [
  ['it-does-not-reproduce', itDoesNotReproduce],
  ['is-it-leaking', isItLeaking],
  ['who-is-my-customer', whoIsMyCustomer],
  ['pictures-fail-to-load', picturesFailToLoad],
  ['ten-times', tenTimes],
  ['three-parties', threeParties],
  ['downloads-time-out', downloadsTimeOut],
  ['one-channel', oneChannel],
  ['from-fire-fighter-to-teacher', fromFireFighterToTeacher],
]
