import { type FieldError, Refused } from '#platform/refused'

/** Fields whose shape was right and whose meaning is not: names of things that are not there, or not theirs. */
export function badFields(errors: readonly FieldError[]): Refused {
  return new Refused('invalid-input', {}, errors)
}
