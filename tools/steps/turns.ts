import type { Step } from './steps.ts'

/** One step, and those that say they may run beside it: two at a time, each when one before it has ended. */
export type Turn = { readonly step: Step; readonly along: readonly Step[] }

/** The steps in their order; beside each the ones right after it that name it. */
export function turnsOf(steps: readonly Step[]): Turn[] {
  const turns: { step: Step; along: Step[] }[] = []
  for (const step of steps) {
    const before = turns.at(-1)
    if (before && step.beside === before.step.name) before.along.push(step)
    else turns.push({ step, along: [] })
  }
  return turns
}
