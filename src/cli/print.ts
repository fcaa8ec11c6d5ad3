/** Results go to stdout, one line each; logs and progress to stderr. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

export function complain(line: string): void {
  process.stderr.write(`${line}\n`)
}
