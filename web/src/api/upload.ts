import { presentLocale } from '../i18n/locale.ts'
import { newKey } from './client.ts'
import { noAnswer, problemOf } from './problem.ts'

export type Attachment = { readonly id: string; readonly name: string; readonly size: number }

/** Sends one file, telling how much of it has gone (percent). XMLHttpRequest, because fetch does not tell. */
export function uploadAttachment(file: File, onProgress: (percent: number) => void): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/attachments')
    request.setRequestHeader('accept-language', presentLocale())
    request.setRequestHeader('idempotency-key', newKey())
    request.upload.onprogress = (event) => onProgress(Math.round((event.loaded / Math.max(1, event.total)) * 100))
    request.onerror = () => reject(noAnswer())
    request.onload = () => {
      if (request.status < 300) return resolve(JSON.parse(request.responseText) as Attachment)
      void problemOf(new Response(request.responseText, { status: request.status })).then(reject)
    }
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}
