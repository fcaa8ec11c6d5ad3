/** The few header lines that a client writes above the mail it quotes. `end`: the line after the last of them. */
export type QuotedHeaderBlock = {
  readonly end: number
  readonly from: string
  readonly sent: string | null
  readonly subject: string | null
}

type Field = 'from' | 'sent' | 'to' | 'cc' | 'subject'
const LABELS: Readonly<Record<string, Field>> = {
  ...fields('from', ['发件人', '寄件者', '寄件人', '发信人', '发送人', '發件人', 'from', 'von', 'de', 'da', '差出人']),
  ...fields('sent', ['发送时间', '發送時間', '发送日期', '发件时间', '發件時間', '日期', '时间', '時間', '寄件日期', '傳送日期']),
  ...fields('sent', ['sent', 'date', 'gesendet', 'datum', 'envoyé', 'enviado', '送信日時', '日付']),
  ...fields('to', ['收件人', '收件者', 'to', 'an', 'à', 'para', '宛先']),
  ...fields('cc', ['抄送', '抄送人', '副本', '密送', 'cc', 'bcc', 'kopie']),
  ...fields('subject', ['主题', '主旨', '主題', '标题', 'subject', 'betreff', 'objet', 'asunto', '件名']),
}
/** Long lists of recipients run over several lines. */
const LOOKED_AT = 14
const MAX_LINE = 1_000
// Marks of quotation, tables (NetEase) and bold type around a label; Alibaba stretches two characters to the width of three.
const LINE = /^[>\s|*_\u3000]*([^\s:：|*][^:：|*]{0,11}?)[\s\u3000*_]*[:：|][\s\u3000*_]*(.*)$/u

/** The block that begins in this line, or null. It names its sender, and two of: when, to whom, about what. */
export function quotedHeaderBlock(lines: readonly string[], start: number): QuotedHeaderBlock | null {
  const first = fieldIn(lines[start]!)
  if (first === null || first.field === 'cc') return null
  const found = new Map<Field, string>([[first.field, first.value]])
  let end = start + 1
  for (let at = start + 1; at < Math.min(lines.length, start + LOOKED_AT); at += 1) {
    const next = fieldIn(lines[at]!)
    if (next === null) continue
    if (found.has(next.field) || at - end > 3) break
    found.set(next.field, next.value)
    end = at + 1
  }
  const from = found.get('from')
  const others = Number(found.has('sent')) + Number(found.has('to')) + Number(found.has('subject'))
  if (from === undefined || others < 2) return null
  return { end, from, sent: found.get('sent') ?? null, subject: found.get('subject') ?? null }
}

function fieldIn(line: string): { field: Field; value: string } | null {
  const match = LINE.exec(line.slice(0, MAX_LINE).replace(/\u00A0|&nbsp;/g, ' '))
  if (match === null) return null
  const field = LABELS[match[1]!.replace(/[\s\u3000]/g, '').toLowerCase()]
  return field === undefined ? null : { field, value: match[2]!.replace(/[\s|*_]+$/, '') }
}

function fields(field: Field, labels: readonly string[]): Record<string, Field> {
  return Object.fromEntries(labels.map((label) => [label, field]))
}
