import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inlinePictures, withPictures } from '#mail/rules/inline-pictures'
import { TimeAgo } from '../ui/time-ago.tsx'
import type { OriginalMail } from './mail-queries.ts'
import { picturesQuery } from './picture-query.ts'
import './whole-mail.css'

/** A mail as it was written: its head, then its own look in a frame that runs nothing and loads nothing, or its text. */
export function WholeMail({ mail }: { readonly mail: OriginalMail }) {
  const { t } = useTranslation('ticket')
  const [asText, setAsText] = useState(mail.html === null)
  return (
    <div className="whole-mail">
      <dl className="whole-mail__head">
        <Line word={t('mail.from')} value={mail.from ? [mail.from] : []} />
        <Line word={t('mail.to')} value={mail.to} more={mail.recipientsLeftOut} />
        {mail.cc.length > 0 ? <Line word={t('mail.cc')} value={mail.cc} /> : null}
        <dt>{t('mail.subject')}</dt>
        <dd>{mail.subject || t('mail.noSubject')}</dd>
        {mail.sentAt ? (
          <>
            <dt>{t('mail.sentAt')}</dt>
            <dd>
              <TimeAgo at={mail.sentAt} />
            </dd>
          </>
        ) : null}
        {mail.files.length > 0 ? (
          <>
            <dt>{t('mail.files')}</dt>
            <dd>
              <Files files={mail.files} />
            </dd>
          </>
        ) : null}
        {mail.wrapper === 'none' ? null : (
          <>
            <dt>{t('mail.wrapper.word')}</dt>
            <dd>{t(`mail.wrapper.${mail.wrapper}`)}</dd>
          </>
        )}
        <Verdicts mail={mail} />
      </dl>
      {mail.html === null ? null : (
        <button type="button" className="whole-mail__turn" onClick={() => setAsText(!asText)}>
          {t(asText ? 'mail.asSent' : 'mail.asText')}
        </button>
      )}
      {asText || mail.html === null ? (
        <pre className="whole-mail__text">{mail.text || t('mail.noText')}</pre>
      ) : (
        <Framed html={mail.html} files={mail.files} title={t('mail.asSent')} />
      )}
    </div>
  )
}

type MailFiles = OriginalMail['files']

/** The words at once, the pictures among them as soon as they are here. */
function Framed({ html, files, title }: { readonly html: string; readonly files: MailFiles; readonly title: string }) {
  const pictures = useMemo(() => inlinePictures(html, files), [html, files])
  const { data } = useQuery(picturesQuery(pictures))
  const shown = useMemo(() => framed(data ? withPictures(html, data) : html), [html, data])
  return (
    <iframe
      className="whole-mail__frame"
      title={title}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={shown}
    />
  )
}

function Files({ files }: { readonly files: MailFiles }) {
  return (
    <ul className="whole-mail__files">
      {files.map(({ name, attachmentId, contentId, size }) => (
        // Two files of one mail may be called the same.
        <li key={[name, attachmentId, contentId, size].join(' ')}>
          {attachmentId === null ? (
            name
          ) : (
            <a href={`/api/v1/attachments/${attachmentId}/content`} target="_blank" rel="noreferrer">
              {name}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

type Somebody = OriginalMail['to'][number]

function Line({ word, value, more = 0 }: { readonly word: string; readonly value: readonly Somebody[]; readonly more?: number }) {
  const { t } = useTranslation('ticket')
  const said = value.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(t('listSeparator'))
  return (
    <>
      <dt>{word}</dt>
      <dd>
        {said || t('mail.nobody')}
        {more > 0 ? ` ${t('mail.andMore', { count: more })}` : ''}
      </dd>
    </>
  )
}

function Verdicts({ mail: { verdicts } }: { readonly mail: OriginalMail }) {
  const { t } = useTranslation('ticket')
  const found = (['spf', 'dkim', 'dmarc'] as const).filter((one) => verdicts[one] !== null)
  if (found.length === 0) return null
  return (
    <>
      <dt>{t('mail.verdicts')}</dt>
      <dd>{found.map((one) => `${one.toUpperCase()} ${verdicts[one]}`).join(' · ')}</dd>
    </>
  )
}

// The server has cleaned it; the frame has no scripts, and its policy lets it load nothing but pictures inside the mail.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

function framed(html: string): string {
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><base target="_blank">
<style>body{margin:12px;font:14px/1.6 sans-serif;color:#1c2024;background:#fff;overflow-wrap:anywhere}img,table{max-width:100%}</style>${html}`
}
