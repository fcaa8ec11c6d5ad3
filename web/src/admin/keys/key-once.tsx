import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { readonly name: string; readonly secret: string; readonly onClose: () => void }

/** The key, this once. It is kept nowhere in clear. */
export function KeyOnce({ name, secret, onClose }: Props) {
  const { t } = useTranslation('admin')
  const [copied, setCopied] = useState(false)
  // Without a secure page there is no clipboard: the field is selected and can be copied by hand.
  const copy = async () => {
    await navigator.clipboard?.writeText(secret)
    setCopied(navigator.clipboard !== undefined)
  }
  return (
    <Modal
      open
      title={t('keys.onceTitle', { name })}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('keys.kept')}
        </Button>
      }
    >
      <p>{t('keys.once')}</p>
      <div className="key-once">
        <input
          readOnly
          className="key-once__secret"
          aria-label={t('keys.secret')}
          value={secret}
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={() => void copy()}>{t(copied ? 'keys.copied' : 'keys.copy')}</Button>
      </div>
    </Modal>
  )
}
