/** Personal contact data as lists and pages show it until somebody asks to see it (revealing is audited). */

/** `z***@x.com`: the first character and the domain. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return `${firstCharacter(email)}***${at > 0 ? email.slice(at) : ''}`
}

/** `138****5678`: at most the first three and the last four; a short number shows less. */
export function maskPhone(phone: string): string {
  const shown = phone.length >= 11 ? [3, 4] : phone.length >= 8 ? [2, 2] : [1, 0]
  const [head, tail] = [phone.slice(0, shown[0]), phone.slice(phone.length - shown[1]!)]
  return `${head}****${tail}`
}

/** `z***`. */
export function maskIm(im: string): string {
  return `${firstCharacter(im)}***`
}

function firstCharacter(text: string): string {
  return [...text][0] ?? ''
}

/** The same fields with e-mail, phone and IM masked: how they stand in the log, which is kept longer than people are. */
export function withMaskedFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, maskField(field, value)]))
}

function maskField(field: string, value: unknown): unknown {
  const mask = MASKS[field]
  return mask && typeof value === 'string' ? mask(value) : value
}

const MASKS: Readonly<Record<string, (value: string) => string>> = { email: maskEmail, phone: maskPhone, im: maskIm }
