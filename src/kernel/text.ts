/** Rules for text that people type, the same on every path in. All lengths are in UTF-16 code units. */

// A lone surrogate cannot be stored as UTF-8, NUL cannot be stored by PostgreSQL.
const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

// Bidirectional controls, zero-width and other invisible characters: in a name they make one person look like another.
// ZWJ/ZWNJ (200C, 200D) are in the range on purpose: names here are Chinese and Latin.
const INVISIBLE = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\uDB40][\uDC00-\uDFFF]/
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/

/** NUL or a lone surrogate: cannot be stored or shown, so it is refused rather than changed. */
export function isUnstorable(text: string): boolean {
  return UNSTORABLE.test(text)
}

/** Characters that a reader cannot see but that change what a name looks like or compares to. */
export function hasInvisible(text: string): boolean {
  return INVISIBLE.test(text) || CONTROL.test(text)
}

/** Trimmed, inner runs of blanks as one, composed (NFC): how names are stored and compared. */
export function normalizeName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u3000]+/gu, ' ')
    .trim()
}

/**
 * What a reader sees of it: without what draws nothing (zero width, direction marks, joiners, variation selectors). To compare, never to keep.
 * More than names refuse: an emoji's selector in a title is no trick.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
}

/** Whether a reader would see nothing at all. */
export function isBlank(text: string): boolean {
  return visible(text).trim() === ''
}
