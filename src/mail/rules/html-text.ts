import type { HtmlElement, HtmlNode } from '#platform/rules/html-tree'

const UNSEEN = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'iframe', 'object', 'svg', 'select', 'textarea'])
const BLOCKS = new Set([
  ...['address', 'article', 'aside', 'blockquote', 'body', 'center', 'dd', 'div', 'dl', 'dt', 'fieldset', 'figure', 'footer', 'form'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'table', 'tr', 'ul'],
  'includetail',
])
const SPACED = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'table', 'pre', 'blockquote'])
const MAX_QUOTE_DEPTH = 20

/** Writes lines; blanks collapse as a browser collapses them. */
class Page {
  readonly lines: string[] = []
  private line = ''
  private depth = 0

  text(text: string, keepsBlanks: boolean): void {
    if (keepsBlanks) {
      text.split('\n').forEach((part, at) => {
        if (at > 0) this.break()
        this.line += part
      })
      return
    }
    const collapsed = text.replace(/[ \t\n\r\f]+/g, ' ')
    this.line += this.line === '' || this.line.endsWith(' ') ? collapsed.replace(/^ /, '') : collapsed
  }

  break(): void {
    const mark = this.depth === 0 ? '' : `${'>'.repeat(this.depth)} `
    this.lines.push((mark + this.line.replaceAll('\u00A0', ' ')).trimEnd())
    this.line = ''
  }

  block(isSpaced: boolean): void {
    if (this.line.trim() !== '') this.break()
    else this.line = ''
    if (isSpaced && !this.endsBlank()) this.break()
  }

  quote(by: 1 | -1): void {
    // The quotation ends with its last words.
    while (by < 0 && /^>+$/.test(this.lines.at(-1) ?? '')) this.lines.pop()
    this.depth = Math.min(MAX_QUOTE_DEPTH, Math.max(0, this.depth + by))
  }

  end(): string {
    this.block(false)
    return this.lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  }

  private endsBlank(): boolean {
    const last = this.lines.at(-1)
    return last === undefined || /^>*$/.test(last)
  }
}

/** An HTML tree as plain text: what a reader would see, with quotations marked by `>`, lists by dashes and links by their target. */
export function htmlText(nodes: readonly HtmlNode[]): string {
  const page = new Page()
  writeAll(page, nodes, false)
  return page.end()
}

function writeAll(page: Page, nodes: readonly HtmlNode[], keepsBlanks: boolean): void {
  for (const node of nodes) {
    if (node.kind === 'text') page.text(node.text, keepsBlanks)
    else if (!UNSEEN.has(node.name) && !isHidden(node)) writeElement(page, node, keepsBlanks)
  }
}

// Preheaders and tracking texts that no reader sees.
function isHidden({ attributes }: HtmlElement): boolean {
  return /display\s*:\s*none/i.test((attributes['style'] ?? '').slice(0, 2_000)) || attributes['hidden'] !== undefined
}

function writeElement(page: Page, element: HtmlElement, keepsBlanks: boolean): void {
  const { name, children } = element
  if (writeEmpty(page, element)) return
  const isBlock = BLOCKS.has(name)
  const isSpaced = SPACED.has(name)
  if (isBlock) page.block(isSpaced)
  if (name === 'blockquote') page.quote(1)
  if (name === 'li') page.text('- ', true)
  writeAll(page, children, keepsBlanks || name === 'pre')
  if (name === 'a') writeTarget(page, element)
  if (name === 'td' || name === 'th') page.text(' ', false)
  if (name === 'blockquote') {
    page.block(false)
    page.quote(-1)
  }
  if (isBlock) page.block(isSpaced)
}

// Elements that hold nothing.
function writeEmpty(page: Page, { name, attributes }: HtmlElement): boolean {
  if (name === 'br') page.break()
  else if (name === 'img') page.text(attributes['alt'] ? `[${attributes['alt'].slice(0, 200)}]` : '', false)
  else if (name === 'hr') {
    page.block(false)
    page.text('----------', true)
    page.break()
  } else return false
  return true
}

function writeTarget(page: Page, { attributes, children }: HtmlElement): void {
  const href = attributes['href']?.trim() ?? ''
  if (!/^https?:\/\//i.test(href) || href.length > 500) return
  const shown = plain(children, 600).trim()
  if (shown !== href && shown !== href.replace(/^https?:\/\//i, '').replace(/\/$/, '')) page.text(shown === '' ? href : ` <${href}>`, false)
}

function plain(nodes: readonly HtmlNode[], limit: number): string {
  let text = ''
  for (const node of nodes) {
    if (text.length > limit) break
    text += node.kind === 'text' ? node.text : plain(node.children, limit - text.length)
  }
  return text
}
