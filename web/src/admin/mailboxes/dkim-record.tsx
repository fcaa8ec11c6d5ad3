import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mailbox } from '../../mail/mail-queries.ts'
import './mailboxes.css'

/** The TXT record to publish for a mailbox's signature, to be copied into whatever administers the domain. */
export function DkimRecord({ record }: { readonly record: NonNullable<Mailbox['dkimRecord']> }) {
  const { t } = useTranslation('admin')
  return (
    <dl className="dkim-record">
      <Copied word={t('mailboxes.dkimName')} text={record.name} />
      <Copied word={t('mailboxes.dkimValue')} text={record.value} />
    </dl>
  )
}

function Copied({ word, text }: { readonly word: string; readonly text: string }) {
  const { t } = useTranslation('admin')
  const [copied, setCopied] = useState(false)
  // Without a secure page there is no clipboard: the text stands there and can be selected.
  const copy = async () => {
    await navigator.clipboard?.writeText(text)
    setCopied(navigator.clipboard !== undefined)
  }
  return (
    <>
      <dt>{word}</dt>
      <dd>
        <code>{text}</code>
        <Button size="small" {...(copied ? {} : { 'aria-label': t('mailboxes.copyThe', { what: word }) })} onClick={() => void copy()}>
          {t(copied ? 'mailboxes.copied' : 'mailboxes.copy')}
        </Button>
      </dd>
    </>
  )
}
