import { eachPlantIsFound } from './each-plant-is-found.ts'

eachPlantIsFound('names that say something', [
  [
    'a file in camel case',
    'src/tickets/actions/offerHandOff.ts',
    'export const a = 1\n',
    "[file-name] 'offerHandOff.ts' is not kebab-case",
  ],
  ['a component file in capitals', 'web/src/TicketRow.tsx', 'export const a = 1\n', 'is not kebab-case'],
  [
    'a banned word in a file name',
    'src/tickets/date-utils.ts',
    'export const a = 1\n',
    "[precise-noun] 'utils' in 'src/tickets/date-utils.ts' says nothing",
  ],
  ['a banned word in a folder name', 'src/tickets/common/due.ts', 'export const a = 1\n', "'common' in"],
  ['a banned word in a function name', 'src/tickets/sla.ts', 'export function slaHelper() {}\n', "'helper' in 'slaHelper' says nothing"],
  ['a banned word in a class name', 'src/tickets/sla.ts', 'export class TicketManager {}\n', "'manager' in 'TicketManager'"],
  [
    'a banned word in a variable inside',
    'src/tickets/sla.ts',
    'export const a = () => {\n  const dateUtil = 1\n  return dateUtil\n}\n',
    "src/tickets/sla.ts:2  [precise-noun] 'util' in 'dateUtil'",
  ],
  ['a file the checks cannot read', 'src/tickets/sla.mjs', 'export const a = 1\n', '[typescript-only] write it in a .ts'],
  ['a file too long to know', 'src/tickets/sla.ts', 'export {}\n'.repeat(351), '[file-length] 351 lines, at most 350'],
])
