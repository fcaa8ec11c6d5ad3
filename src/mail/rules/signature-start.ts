const DELIMITER_LINES = 25
/** Clients that strip blanks at line ends leave `--`; people write that too, so less may follow it. */
const BARE_DELIMITER_LINES = 10
const MAX_SIGNATURE_LINE = 200
const DEVICE =
  /^(?:发自我的.{1,30}|发自.{1,20}(?:邮箱|邮件|手机|iphone|ipad).{0,10}|发送自.{1,40}|來自我的.{1,30}|从我的.{1,30}发送|来自.{1,20}(?:手机|邮箱|客户端)|从 ?(?:windows|outlook).{1,30}发送|获取 ?outlook for (?:ios|android).{0,80}|get outlook for (?:ios|android|mac).{0,80}|sent (?:from|via|with) .{1,60}|本邮件由.{1,30}发送|von meinem .{1,30} gesendet|envoyé de(?:puis)? mon .{1,30})$/i

/**
 * The line in which the signature begins, or the number of lines when there is none. A signature is what stands below `-- `, or what a
 * device writes at the very end; a name and a telephone number that a person typed are their words.
 */
export function signatureStart(lines: readonly string[]): number {
  const end = endOfText(lines, lines.length)
  const delimited = delimiter(lines, end)
  if (delimited !== null) return delimited
  const device = endOfText(lines, end)
  return device > 0 && isDeviceLine(lines[device - 1]!) ? endOfText(lines, device - 1) : lines.length
}

function endOfText(lines: readonly string[], from: number): number {
  let end = from
  while (end > 0 && lines[end - 1]!.trim() === '') end -= 1
  return end
}

function delimiter(lines: readonly string[], end: number): number | null {
  for (let at = end - 1; at >= Math.max(0, end - DELIMITER_LINES); at -= 1) {
    const line = lines[at]!
    if (line.length > MAX_SIGNATURE_LINE) return null
    if (line === '-- ' || line === '--\u00A0') return hasTextAbove(lines, at) ? at : null
    if (line.trimEnd() === '--' && end - at <= BARE_DELIMITER_LINES) return hasTextAbove(lines, at) ? at : null
  }
  return null
}

// Nothing above: then what stands below is all the person wrote.
function hasTextAbove(lines: readonly string[], at: number): boolean {
  return endOfText(lines, at) > 0
}

function isDeviceLine(line: string): boolean {
  const text = line
    .slice(0, MAX_SIGNATURE_LINE)
    .replace(/<[^<>]*>/g, '')
    .trim()
  return line.length <= MAX_SIGNATURE_LINE && DEVICE.test(text)
}
