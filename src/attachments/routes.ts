import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { contentDisposition } from '#platform/files/file-name'
import { type FileStore, sizeText } from '#platform/files/file-store'
import { mayShowInline } from '#platform/files/sniff-media-type'
import type { RouteAccess } from '#platform/http/access'
import { onlyOnce } from '#platform/http/idempotency'
import { refuseUnknownFields } from '#platform/http/refuse-unknown-fields'
import { Refused } from '#platform/refused'
import { uploadAttachment } from './actions/upload-attachment.ts'
import { attachmentOut, attachmentParams } from './contract.ts'
import { type AttachmentLimits, DEFAULT_LIMITS } from './limits.ts'
import { type MayReadLinked, openAttachment } from './queries/open-attachment.ts'

const ANYBODY: RouteAccess = { actors: ['staff', 'contact', 'partner', 'integration'], scope: 'tickets:write' }
const READERS: RouteAccess = { actors: ['staff', 'contact', 'partner', 'integration'], scope: 'tickets:read' }
/** A body announced as this many times the limit is not even read. */
const FAR_TOO_LARGE = 4

/** Uploads and downloads. @fastify/multipart must be registered on the server. */
export function attachmentRoutes(
  app: FastifyInstance,
  parts: { files: FileStore; mayReadLinked: MayReadLinked; limits?: AttachmentLimits },
): void {
  const { files, mayReadLinked, limits = DEFAULT_LIMITS } = parts

  app.route({
    method: 'POST',
    url: '/attachments',
    config: { access: ANYBODY },
    schema: {
      summary: 'Upload one file (multipart/form-data, one part with a file name); readable only by you until a message names it',
      tags: ['attachments'],
      consumes: ['multipart/form-data'],
      response: { 201: attachmentOut },
    },
    async handler(request, reply) {
      const ctx = request.ctx()
      const { filename, file } = await filePart(request, limits)
      const key = request.headers['idempotency-key']
      const upload = { name: filename, content: file }
      const kept = await uploadAttachment(ctx, { files, limits }, upload, (content, write) =>
        key === undefined ? write(ctx) : onlyOnce(ctx, String(key), `attachment ${content.sha256} ${filename}`, 201, write),
      )
      return reply.status(201).send(kept)
    },
  })

  app.route({
    method: 'GET',
    url: '/attachments/:id/content',
    config: { access: READERS },
    schema: {
      summary: 'The file itself; saved, except PNG, JPEG, GIF and WebP, which are shown',
      tags: ['attachments'],
      params: attachmentParams,
      produces: ['application/octet-stream'],
    },
    async handler(request, reply) {
      const { id } = request.params as { id: string }
      const { attachment, content } = await openAttachment(request.ctx(), { files, mayReadLinked }, id)
      const how = mayShowInline(attachment.mediaType) ? 'inline' : 'attachment'
      return reply
        .header('content-type', attachment.mediaType)
        .header('content-length', attachment.size)
        .header('content-disposition', contentDisposition(how, attachment.name))
        .header('content-security-policy', "sandbox; default-src 'none'")
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'private')
        .send(content)
    },
  })
}

async function filePart(request: FastifyRequest, { maxBytes }: AttachmentLimits): Promise<MultipartFile> {
  if (!request.isMultipart()) throw new Refused('unsupported-media-type')
  if (Number(request.headers['content-length'] ?? 0) > FAR_TOO_LARGE * maxBytes)
    throw new Refused('too-large', { limit: sizeText(maxBytes) })
  // Our own limit comes first: its refusal names the limit and leaves nothing on the disk.
  const part = await request.file({ limits: { fileSize: FAR_TOO_LARGE * maxBytes, files: 1, fields: 10 } })
  if (!part) throw new Refused('invalid-input', {}, [{ path: 'file', code: 'required' }])
  const others = Object.keys(part.fields).filter((name) => name !== 'file')
  if (others.length > 0) part.file.resume()
  refuseUnknownFields(others)
  return part
}
