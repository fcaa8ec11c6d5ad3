import type { Step } from './steps.ts'

/** What goes on at the same time: the steps of each lane one after another; the first lane is one step, the others those that run beside it. */
export type Turn = readonly (readonly Step[])[]

/** The steps in their order; beside each the ones right after it that name it, by their lanes. */
export function turnsOf(steps: readonly Step[]): Turn[] {
  const turns: Step[][][] = []
  for (const step of steps) {
    const before = turns.at(-1)
    if (!before || step.beside !== before[0]?.[0]?.name) {
      turns.push([[step]])
      continue
    }
    const lane = before.slice(1).find(([first]) => first?.lane === step.lane)
    if (lane) lane.push(step)
    else before.push([step])
  }
  return turns
}
