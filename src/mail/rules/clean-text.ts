const LINE_ENDS = /\r\n?|\u2028|\u2029/g
// Controls that no person types, NUL among them, which cannot be stored; tab and line feed stay.
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g
// Bidirectional controls and what has no width: in a name they make one file, or one person, look like another.
const INVISIBLE = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|\uDB40[\uDC00-\uDFFF]/g

/** A text of several lines that can be stored: line feeds only, without NUL and controls, half a surrogate pair marked as lost, at most `limit` UTF-16 units. */
export function cleanText(text: string, limit: number): string {
  return cut(text, limit).replace(LINE_ENDS, '\n').replace(CONTROLS, '').toWellFormed()
}

/** One line for a name or a subject: runs of blanks as one, nothing invisible, at most `limit` UTF-16 units. */
export function cleanLine(text: string, limit: number): string {
  const seen = cleanText(text, limit * 4)
    .replace(INVISIBLE, '')
    .replace(/[\s\u3000]+/g, ' ')
    .trim()
  return cut(seen.normalize('NFC'), limit)
}

/** Whether a reader would not see all of what the text says. */
export function hidesSomething(text: string): boolean {
  return text.search(INVISIBLE) >= 0
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  const last = text.charCodeAt(limit - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit)
}
