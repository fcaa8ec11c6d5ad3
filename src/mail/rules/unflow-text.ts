/**
 * A text in format=flowed (RFC 3676) with its soft line breaks undone. `deleteSpace`: the blank before a soft break belongs to the break,
 * as in scripts that write without blanks.
 */
export function unflowText(text: string, deleteSpace: boolean): string {
  const paragraphs: string[] = []
  let open: { depth: number; parts: string[] } | null = null
  const close = (): void => {
    if (open !== null) paragraphs.push((open.depth > 0 ? `${'>'.repeat(open.depth)} ` : '') + open.parts.join(''))
    open = null
  }
  for (const line of text.split('\n')) {
    const depth = depthOf(line)
    const content = line.slice(depth).replace(/^ /, '')
    const isSignature = content === '-- '
    if (open !== null && (open.depth !== depth || isSignature)) close()
    const isSoft = content.endsWith(' ') && !isSignature
    const kept = isSoft && deleteSpace ? content.slice(0, -1) : content
    if (open === null) open = { depth, parts: [kept] }
    else open.parts.push(kept)
    if (!isSoft) close()
  }
  close()
  return paragraphs.join('\n')
}

function depthOf(line: string): number {
  let depth = 0
  while (line[depth] === '>') depth += 1
  return depth
}
