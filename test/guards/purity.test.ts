import { eachPlantIsFound } from './each-plant-is-found.ts'

eachPlantIsFound('purity and time', [
  [
    'Date.now in a rule',
    'src/tickets/rules/severity.ts',
    'export const a = () => Date.now()\n',
    '[time-is-an-argument] `Date.now()` reads the clock: take the instant as an argument',
  ],
  ['new Date() in a rule', 'src/tickets/rules/severity.ts', 'export const a = () => new Date()\n', '`new Date()` reads the clock'],
  [
    'new Date(x) in a rule',
    'src/tickets/rules/severity.ts',
    'export const a = (x: number) => new Date(x)\n',
    'use the Instant of #kernel/instant',
  ],
  ['new Date() in the kernel', 'src/kernel/day.ts', 'export const a = () => new Date()\n', '`new Date()` reads the clock'],
  [
    'Temporal.Now in a rule',
    'src/tickets/rules/severity.ts',
    "import { Temporal } from 'temporal-polyfill'\nexport const a = () => Temporal.Now.instant()\n",
    '`Temporal.Now.instant()` reads the clock',
  ],
  [
    'Date.now in an action',
    'src/tickets/actions/withdraw.ts',
    'export const a = () => Date.now()\n',
    'use ctx.now, the instant of this command',
  ],
  [
    'Math.random in a rule',
    'src/tickets/rules/severity.ts',
    'export const a = () => Math.random()\n',
    '[rules-are-pure] `Math.random` makes a rule answer differently',
  ],
  [
    'a random id in a rule',
    'src/tickets/rules/severity.ts',
    'export const a = () => crypto.randomUUID()\n',
    '`crypto.randomUUID` makes a rule answer differently',
  ],
  ['process in a rule', 'src/tickets/rules/severity.ts', 'export const a = () => process.env\n', "'process' reaches outside"],
  ['document in a rule', 'src/tickets/rules/severity.ts', 'export const a = () => document.title\n', "'document' reaches outside"],
  [
    'a clock in the pure part of platform',
    'src/platform/rules/visibility.ts',
    'export const a = () => Date.now()\n',
    'take the instant as an argument',
  ],
  ['fetch in the kernel', 'src/kernel/day.ts', "export const a = () => fetch('/')\n", "'fetch' reaches outside"],
])
