import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { readonly codes: readonly string[]; readonly onKept: () => void }

/** The codes for the day the phone is lost, this once: they are stored nowhere in clear. */
export function BackupCodes({ codes, onKept }: Props) {
  const { t } = useTranslation('security')
  const [copied, setCopied] = useState(false)
  const text = `${codes.join('\n')}\n`
  // Without a secure page there is no clipboard: the codes stand there to be written down or saved as a file.
  const copy = async () => {
    await navigator.clipboard?.writeText(text)
    setCopied(navigator.clipboard !== undefined)
  }
  return (
    <div className="own__codes">
      <p className="own__note" role="status">
        {t('codes.once')}
      </p>
      <ul aria-label={t('codes.title')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="own__acts">
        <Button type="primary" onClick={onKept}>
          {t('codes.kept')}
        </Button>
        <Button onClick={() => void copy()}>{t(copied ? 'codes.copied' : 'codes.copy')}</Button>
        <Button href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`} download="muster-backup-codes.txt">
          {t('codes.file')}
        </Button>
      </div>
    </div>
  )
}
