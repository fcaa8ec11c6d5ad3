import { expect, it } from 'vitest'
import { mayShowInline, sniffMediaType } from './sniff-media-type.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

it.each([
  ['\x89PNG\r\n\x1a\n....', 'image/png', true],
  ['\xff\xd8\xff\xe0', 'image/jpeg', true],
  ['GIF89a', 'image/gif', true],
  ['RIFF\x00\x00\x00\x00WEBPVP8 ', 'image/webp', true],
  ['RIFF\x00\x00\x00\x00WAVE', 'application/octet-stream', false],
  ['%PDF-1.7', 'application/pdf', false],
  ['PK\x03\x04', 'application/zip', false],
  ['<svg onload=alert(1)>', 'application/octet-stream', false],
  ['<!doctype html>', 'application/octet-stream', false],
  ['', 'application/octet-stream', false],
  [' \x89PNG\r\n\x1a\n', 'application/octet-stream', false],
])('%j is %s', (head, mediaType, inline) => {
  expect(sniffMediaType(bytes(head))).toBe(mediaType)
  expect(mayShowInline(mediaType)).toBe(inline)
})
