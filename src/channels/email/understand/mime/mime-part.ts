/** A header field as it came: `name` in lower case, `raw` unfolded, one character a byte. */
export type RawField = { readonly name: string; readonly raw: string }

/** One part of a mail. `body` is still encoded, and a view of the mail's bytes. A part with children has what stood before the first of them as its body. */
export type MimePart = {
  readonly fields: readonly RawField[]
  readonly mediaType: string
  /** Of Content-Type and Content-Disposition: names in lower case, values decoded. */
  readonly parameters: Readonly<Record<string, string>>
  readonly disposition: { readonly kind: string; readonly parameters: Readonly<Record<string, string>> }
  /** Content-Transfer-Encoding in lower case. */
  readonly encoding: string
  readonly children: MimePart[]
  body: Buffer
}

export function rawValue(fields: readonly RawField[], name: string): string | null {
  return fields.find((field) => field.name === name)?.raw ?? null
}
