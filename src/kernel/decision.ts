/** Why a rule said no: a code of the error catalogue and the facts its sentence names. */
export type Refusal<Code extends string = string> = {
  readonly code: Code
  readonly params: Readonly<Record<string, string | number>>
}

/**
 * What a rule answers: the new state with the events that say what happened, or one refusal. Never both, never neither.
 * A rule that throws has a bug; a rule that refuses has done its work.
 */
export type Decision<State, Event, Code extends string = string> =
  | { readonly accepted: true; readonly state: State; readonly events: readonly Event[] }
  | { readonly accepted: false; readonly refusal: Refusal<Code> }

export function accept<State, Event>(state: State, events: readonly Event[]): Decision<State, Event, never> {
  return { accepted: true, state, events }
}

export function refuse<Code extends string>(
  code: Code,
  params: Refusal['params'] = {},
): { readonly accepted: false; readonly refusal: Refusal<Code> } {
  return { accepted: false, refusal: { code, params } }
}
