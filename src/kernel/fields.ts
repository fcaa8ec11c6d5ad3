import { z } from 'zod'
import { formatInstant, type Instant, parseInstant } from './instant.ts'
import { hasInvisible, isBlank, isUnstorable, normalizeName } from './text.ts'

/** zod building blocks of every contract; browser-clean. Error texts are codes of the field catalogue, translated at the edge. */

/** Text of one or many lines, kept as typed. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !isUnstorable(value), { error: 'unstorable-text' })

/** Text that must say something. */
export const filledText = (max: number) => text(max).refine((value) => !isBlank(value), { error: 'blank' })

/** A name people read in lists: one line, nothing invisible, stored normalized. */
export const name = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !isUnstorable(value), { error: 'unstorable-text' })
    .refine((value) => !hasInvisible(value), { error: 'invisible-characters' })
    .transform(normalizeName)
    .pipe(z.string().min(1, { error: 'blank' }))

export const id = z.uuid()

/** An address people are written to, compared in lower case. */
export const email = z
  .email()
  .max(254)
  .transform((value) => value.toLowerCase())

/** RFC 3339 in; an Instant for the rules. Years 2000 to 2199. */
export const instantIn = z.iso
  .datetime({ offset: true })
  .refine(
    (value) => {
      const year = new Date(value).getUTCFullYear()
      return year >= 2000 && year < 2200
    },
    { error: 'out-of-range' },
  )
  .transform((value): Instant => parseInstant(value))

/** RFC 3339 UTC out, as `formatInstant` writes it. */
export const instantOut = z.iso.datetime()

/** For presenters: null stays null. */
export function instantText(at: Instant): string
export function instantText(at: Instant | null): string | null
export function instantText(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at)
}

/** A calendar date, `2026-10-01`. */
export const date = z.iso.date()
