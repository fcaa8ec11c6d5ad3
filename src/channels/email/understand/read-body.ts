import { cleanText } from '#mail/rules/clean-text'
import { dropHtmlQuotes } from '#mail/rules/drop-html-quotes'
import { htmlText } from '#mail/rules/html-text'
import type { UnderstoodMail } from '#mail/rules/understood-mail'
import { visibleReply } from '#mail/rules/visible-reply'
import { cleanMailHtml } from '#platform/html/clean-mail-html'
import { readHtmlTree } from '#platform/html/read-html-tree'
import type { HtmlNode } from '#platform/rules/html-tree'
import { asHtml } from './collect-content.ts'
import type { ContentBlock } from './mail-content.ts'
import { withoutArmour } from './wrapper-of.ts'

type Body = Pick<UnderstoodMail, 'text' | 'html' | 'visibleText' | 'cut'>
/** A block with its HTML read. `tree` is null when there is none, or when it is beyond what can be shown. */
type ReadBlock = {
  readonly text: string
  readonly html: string | null
  readonly tree: readonly HtmlNode[] | null
  readonly isPlain: boolean
}

const MAX_TEXT = 1_000_000
const MAX_HTML = 2_000_000

/** What a mail says: as plain text, as HTML that may be shown, and what of it this person wrote now. */
export function readBody(blocks: readonly ContentBlock[], isForward: boolean, defects: Set<string>): Body {
  const read = blocks.map((block) => readBlock(block, defects))
  const text = tidy(read.map((block) => block.text).join('\n'), defects)
  const html = read.some((block) => block.html !== null) ? read.map((block) => block.html ?? asHtml(block.text)).join('\n') : null
  if (html !== null && html.length > MAX_HTML) defects.add('html-cut')
  const shown = html !== null && html.length > MAX_HTML ? null : html
  return { text, html: shown === null ? null : cleanText(shown, MAX_HTML), ...visiblePart(text, read, isForward) }
}

function readBlock(block: ContentBlock, defects: Set<string>): ReadBlock {
  const plain = block.text === null || block.text.trim() === '' ? null : withoutArmour(block.text)
  if (block.html === null) return { text: plain ?? '', html: null, tree: null, isPlain: true }
  if (block.html.length > MAX_HTML) defects.add('html-cut')
  const given = block.html.slice(0, MAX_HTML)
  const tree = readHtmlTree(given)
  if (tree === null) {
    defects.add('html-too-deep')
    return { text: plain ?? withoutTags(given), html: null, tree, isPlain: true }
  }
  return { text: plain ?? htmlText(tree), html: cleanMailHtml(given), tree, isPlain: plain !== null }
}

// By the text; when nothing shows in it, by what the HTML marks.
function visiblePart(text: string, blocks: readonly ReadBlock[], isForward: boolean): Pick<Body, 'visibleText' | 'cut'> {
  const byText = visibleReply(text, isForward)
  if (isForward || byText.cut.includes('quote') || blocks.every((block) => block.tree === null)) return named(byText)
  const dropped = blocks.map((block) => (block.tree === null ? { nodes: [], cut: [] } : dropHtmlQuotes(block.tree)))
  const marked = new Set(dropped.flatMap((one) => one.cut))
  if (marked.size === 0) return named(byText)
  const rest = blocks.map((block, at) => (block.tree === null ? block.text : htmlText(dropped[at]!.nodes))).join('\n')
  const byHtml = visibleReply(cleanText(rest, MAX_TEXT), isForward)
  // Nothing left: in doubt the whole is kept.
  if (byHtml.text.trim() === '') return named(byText)
  for (const cut of byHtml.cut) marked.add(cut)
  return { visibleText: byHtml.text.trim(), cut: (['quote', 'signature'] as const).filter((cut) => marked.has(cut)) }
}

function named({ text, cut }: ReturnType<typeof visibleReply>): Pick<Body, 'visibleText' | 'cut'> {
  return { visibleText: text, cut }
}

function tidy(text: string, defects: Set<string>): string {
  if (text.length > MAX_TEXT) defects.add('text-cut')
  if (text.includes('\0')) defects.add('nul')
  return cleanText(text, MAX_TEXT).replace(/^\n+/, '').trimEnd()
}

// In one pass, for HTML that no parser should be given.
function withoutTags(html: string): string {
  return html
    .split('<')
    .map((piece, at) => (at === 0 ? piece : piece.slice(piece.indexOf('>') + 1)))
    .join('')
}
