import type { Locale } from '#kernel/actor'
import { type Brand, inkOn } from '../rules/brand.ts'
import { REPLY_LINE } from '../rules/reply-line.ts'

/** One piece of a mail, in the order it is read. Texts are plain; whatever they hold is shown as it is. */
export type Piece =
  | { readonly as: 'line' | 'quiet'; readonly text: string }
  /** Several lines as somebody wrote them. */
  | { readonly as: 'words'; readonly text: string }
  | { readonly as: 'facts'; readonly facts: readonly (readonly [string, string])[] }
  | { readonly as: 'button'; readonly text: string; readonly url: string }
  | { readonly as: 'links'; readonly links: readonly { readonly text: string; readonly url: string }[] }
  /** Small, and its address to be read. */
  | { readonly as: 'link'; readonly text: string; readonly url: string }
  | { readonly as: 'quote'; readonly by: string; readonly text: string }
  /** One matter of several: its name leads there, and what is to be said of it stands below, a line each. */
  | { readonly as: 'matter'; readonly name: string; readonly url: string | null; readonly lines: readonly string[] }

export type Letter = {
  readonly locale: Locale
  readonly pieces: readonly Piece[]
  /** Small, at the end. */
  readonly footer: string
  /** False for mail that nobody answers. */
  readonly isAnswered: boolean
  /** Of the mailbox it leaves by; null: it looks like any other. */
  readonly brand: Brand | null
}

/** The same letter twice: for programs that show text, and for those that show HTML. */
export function writeLetter(letter: Letter): { readonly text: string; readonly html: string } {
  const head = letter.isAnswered ? REPLY_LINE[letter.locale] : null
  const { brand } = letter
  const footer = [letter.footer, ...(brand?.footer ? [brand.footer] : [])].join('\n')
  const text = [...(head ? [head] : []), ...letter.pieces.map((piece) => asText(piece, letter.locale)), `-- \n${footer}`].join('\n\n')
  const color = brand?.color ?? null
  // No tables and no colours but of borders, links and a brand's buttons: what a program makes dark stays readable, and narrow screens break lines themselves.
  const html = `<!doctype html>
<html lang="${letter.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></head>
<body style="margin:0;padding:16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:1.6">
<div style="max-width:600px;margin:0 auto;overflow-wrap:anywhere">
${head ? `<p style="${QUIET}">${escapeHtml(head)}</p>\n` : ''}${letter.pieces.map((piece) => asHtml(piece, letter.locale, color)).join('\n')}
<p style="${QUIET};border-top:1px solid #8888;padding-top:12px;margin-top:24px">${escapeHtml(footer).replaceAll('\n', '<br>')}</p>
</div></body></html>
`
  return { text: `${text}\n`, html }
}

const QUIET = 'font-size:13px;opacity:.75'

/** Between a name and its value: Chinese has full-width marks. */
const COLON: Readonly<Record<Locale, string>> = { 'zh-CN': '：', en: ': ' }

function asText(piece: Piece, locale: Locale): string {
  switch (piece.as) {
    case 'line':
    case 'quiet':
    case 'words':
      return piece.text
    case 'facts':
      return piece.facts.map(([name, value]) => `${name}${COLON[locale]}${value}`).join('\n')
    case 'button':
    case 'link':
      return `${piece.text}\n${piece.url}`
    case 'links':
      return piece.links.map(({ text, url }) => `${text}\n${url}`).join('\n')
    case 'quote':
      return `${piece.by}\n${piece.text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')}`
    case 'matter':
      return [piece.name, ...piece.lines.map((line) => `- ${line}`), ...(piece.url === null ? [] : [piece.url])].join('\n')
  }
}

function asHtml(piece: Piece, locale: Locale, color: string | null): string {
  switch (piece.as) {
    case 'line':
      return `<p>${escapeHtml(piece.text)}</p>`
    case 'quiet':
      return `<p style="${QUIET}">${escapeHtml(piece.text)}</p>`
    case 'words':
      return `<p style="white-space:pre-wrap">${escapeHtml(piece.text).replaceAll('\n', '<br>')}</p>`
    case 'facts':
      return `<p>${piece.facts.map(([name, value]) => `${escapeHtml(name)}${COLON[locale]}<strong>${escapeHtml(value)}</strong>`).join('<br>')}</p>`
    case 'button':
      return `<p><a href="${escapeHtml(piece.url)}" style="display:inline-block;padding:10px 18px;${buttonLook(color)};border-radius:6px;text-decoration:none">${escapeHtml(piece.text)}</a></p>`
    case 'links':
      return `<p>${piece.links.map(({ text, url }) => `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`).join('<br>')}</p>`
    case 'link':
      return `<p style="${QUIET}">${escapeHtml(piece.text)}<br><a href="${escapeHtml(piece.url)}">${escapeHtml(piece.url)}</a></p>`
    case 'quote':
      return `<p style="${QUIET}">${escapeHtml(piece.by)}</p>\n<blockquote style="margin:0;padding-left:12px;border-left:3px solid #8888;opacity:.75">${escapeHtml(piece.text).replaceAll('\n', '<br>')}</blockquote>`
    case 'matter': {
      const name = escapeHtml(piece.name)
      const head = piece.url === null ? name : `<a href="${escapeHtml(piece.url)}">${name}</a>`
      return `<p style="margin-bottom:4px"><strong>${head}</strong></p>\n<ul style="margin-top:0;padding-left:20px">${piece.lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`
    }
  }
}

function buttonLook(color: string | null): string {
  return color === null ? 'border:1px solid currentColor' : `border:1px solid ${color};background:${color};color:${inkOn(color)}`
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}
