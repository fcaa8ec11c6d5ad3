import { fileName } from './file-name.ts'
import { type ContentBlock, emptyContent, type MailContent } from './mail-content.ts'
import { decodeBody } from './mime/decode-body.ts'
import { decodeBytes } from './mime/decode-bytes.ts'
import { type MimePart, rawValue } from './mime/mime-part.ts'
import { readTnef, type Tnef } from './mime/tnef.ts'
import { decodeUuencoded } from './mime/uuencoded.ts'
import { readTextPart } from './read-text-part.ts'
import { readRtf } from './rtf/read-rtf.ts'
import { wrapperOf } from './wrapper-of.ts'

const MAX_FILES = 500
const MAX_MAILS_INSIDE = 20
const MAX_REPORT = 500_000

/** Goes through the parts of a mail and sorts them into what it says, what it carries and what it reports. */
export function collectContent(root: MimePart, hint: string | null, defects: Set<string>): MailContent {
  const content = emptyContent()
  new Collector(hint, defects).visit(root, content)
  return content
}

class Collector {
  private readonly hint: string | null
  private readonly defects: Set<string>

  constructor(hint: string | null, defects: Set<string>) {
    this.hint = hint
    this.defects = defects
  }

  visit(part: MimePart, into: MailContent): void {
    const wrapper = wrapperOf(part)
    if (wrapper !== 'none' && into.wrapper === 'none') into.wrapper = wrapper
    if (part.children.length > 0) {
      if (part.mediaType === 'multipart/alternative') this.alternative(part, into)
      else for (const child of part.children) this.visit(child, into)
      return
    }
    this.leaf(part, into)
  }

  // Several forms of one thing: the plain one and the last one in HTML. What else stands there (a calendar) is kept beside.
  private alternative(part: MimePart, into: MailContent): void {
    let plain: readonly ContentBlock[] = []
    let rich: readonly ContentBlock[] = []
    for (const child of part.children) {
      const inside: MailContent = { ...into, blocks: [] }
      this.visit(child, inside)
      into.wrapper = inside.wrapper
      if (inside.blocks.some((block) => block.html !== null)) rich = inside.blocks
      else if (inside.blocks.some((block) => block.text?.trim())) plain = inside.blocks
    }
    if (plain.length === 0) into.blocks.push(...rich)
    else if (rich.length === 0) into.blocks.push(...plain)
    else
      into.blocks.push({
        text: plain.map((block) => block.text ?? '').join('\n'),
        html: rich.map((block) => block.html ?? asHtml(block.text ?? '')).join('\n'),
      })
  }

  private leaf(part: MimePart, into: MailContent): void {
    const { mediaType } = part
    if (mediaType === 'text/calendar') into.calendarMethods.push(this.calendarMethod(part))
    if (isReport(mediaType)) into.deliveryReports.push(this.reportText(part))
    else if (mediaType === 'message/disposition-notification') this.reportText(part)
    else if (mediaType === 'text/rfc822-headers' || mediaType === 'message/rfc822-headers')
      this.mailInside(decodeBody(part, this.defects), into)
    else if (this.isText(part, into)) this.text(part, into)
    else this.file(part, into)
  }

  private isText({ mediaType, disposition, parameters }: MimePart, into: MailContent): boolean {
    if (disposition.kind === 'attachment') return false
    // A multipart in which no part was found is read for the words in it.
    if (mediaType.startsWith('multipart/')) return into.blocks.length === 0 && !this.defects.has('nesting-cut')
    if (mediaType !== 'text/plain' && mediaType !== 'text/html') return false
    const isNamed = Boolean(disposition.parameters['filename'] || parameters['name'])
    return !isNamed || (into.blocks.length === 0 && into.files.length === 0)
  }

  private text(part: MimePart, into: MailContent): void {
    const text = readTextPart(part, this.hint, this.defects)
    if (part.mediaType === 'text/html') into.blocks.push({ text: null, html: text })
    else into.blocks.push({ text: this.withoutUuencoded(text, into), html: null })
  }

  private withoutUuencoded(text: string, into: MailContent): string {
    let kept = ''
    let end = 0
    for (const file of decodeUuencoded(text)) {
      kept += text.slice(end, file.start)
      end = file.stop
      this.add(into, {
        given: file.name,
        mediaType: 'application/octet-stream',
        content: file.content,
        contentId: null,
        isMarkedInline: false,
      })
    }
    return kept + text.slice(end)
  }

  private file(part: MimePart, into: MailContent): void {
    const content = decodeBody(part, this.defects)
    if (part.mediaType === 'message/rfc822' || part.mediaType === 'message/global') this.mailInside(content, into)
    const given = part.disposition.parameters['filename'] || part.parameters['name'] || ''
    if ((part.mediaType === 'application/ms-tnef' || /^winmail\.dat$/i.test(given)) && this.tnef(content, into)) return
    const contentId = rawValue(part.fields, 'content-id')
    this.add(into, {
      given,
      mediaType: part.mediaType.startsWith('multipart/') ? 'application/octet-stream' : part.mediaType,
      content,
      contentId: contentId === null ? null : bareId(contentId),
      isMarkedInline: part.disposition.kind === 'inline',
    })
  }

  private tnef(bytes: Buffer, into: MailContent): boolean {
    const tnef = readTnef(bytes, this.defects)
    if (tnef === null) return false
    if (into.blocks.every((block) => block.html === null && !block.text?.trim())) this.tnefBody(tnef, into)
    for (const { name, content, contentId } of tnef.files)
      this.add(into, { given: name, mediaType: 'application/octet-stream', content, contentId, isMarkedInline: false })
    return true
  }

  // Outlook keeps a body in up to three forms; the one in RTF is the only one of many mails.
  private tnefBody({ text, html, rtf }: Tnef, into: MailContent): void {
    const plain = text?.replace(/\r\n?/g, '\n') ?? null
    if (html !== null || plain?.trim() || rtf === null) {
      if (html !== null || plain !== null) into.blocks.push({ text: plain, html })
      return
    }
    const body = readRtf(rtf, this.defects)
    if (body?.kind === 'html') into.blocks.push({ text: null, html: body.html })
    else if (body?.kind === 'text') into.blocks.push({ text: body.text, html: null })
    else if (body !== null)
      this.add(into, { given: 'message.rtf', mediaType: 'application/rtf', content: body.rtf, contentId: null, isMarkedInline: false })
  }

  private add(into: MailContent, { given, ...file }: { given: string } & Omit<MailContent['files'][number], 'name'>): void {
    if (into.files.length >= MAX_FILES) this.defects.add('files-cut')
    else into.files.push({ ...file, name: fileName(given, file.mediaType, into.files.length + 1, this.defects) })
  }

  private mailInside(bytes: Buffer, into: MailContent): void {
    if (into.mailsInside.length < MAX_MAILS_INSIDE) into.mailsInside.push(bytes)
  }

  private reportText(part: MimePart): string {
    return decodeBytes(decodeBody(part, this.defects).subarray(0, MAX_REPORT), part.parameters['charset'] ?? null, this.defects).replace(
      /\r\n?/g,
      '\n',
    )
  }

  private calendarMethod(part: MimePart): string {
    const named = part.parameters['method'] ?? ''
    if (named !== '') return named.toLowerCase()
    return (/^METHOD:([A-Z]{3,20})/im.exec(decodeBody(part, this.defects).toString('latin1', 0, 4_000))?.[1] ?? '').toLowerCase()
  }
}

function isReport(mediaType: string): boolean {
  return mediaType === 'message/delivery-status' || mediaType === 'message/global-delivery-status'
}

function bareId(raw: string): string | null {
  const id = raw.replace(/[<>\s]/g, '').slice(0, 300)
  return id === '' ? null : id
}

/** A plain text inside of a mail in HTML. */
export function asHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<div style="white-space:pre-wrap">${escaped}</div>`
}
