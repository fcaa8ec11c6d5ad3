/** Something in the docs or texts that no longer agrees with the code. */
export type Finding = { readonly path: string; readonly line: number; readonly message: string }

export function formatFinding({ path, line, message }: Finding): string {
  return `${path}:${line}  ${message}`
}

/** The number of the line, from 1, in which the text's character `offset` stands. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
