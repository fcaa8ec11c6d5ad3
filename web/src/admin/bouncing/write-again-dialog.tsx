import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useWriteAgain } from './use-write-again.ts'

type Props = { readonly address: string; readonly onDone: () => void; readonly onClose: () => void }

/** What it means to write to an address again, before it is done. `onDone` and `onClose` are called once it is out of sight. */
export function WriteAgainDialog({ address, onDone, onClose }: Props) {
  const { t } = useTranslation('admin')
  const again = useWriteAgain()
  const [open, setOpen] = useState(true)
  return (
    <Modal
      open={open}
      title={t('bouncing.sure', { address })}
      okText={t('bouncing.writeAgain')}
      cancelText={t('cancel')}
      confirmLoading={again.isPending}
      onOk={() => again.mutate(address, { onSuccess: () => setOpen(false) })}
      onCancel={() => setOpen(false)}
      // Its row is gone then, and the button with it.
      focusable={{ focusTriggerAfterClose: !again.isSuccess }}
      afterClose={again.isSuccess ? onDone : onClose}
    >
      <ProblemAlert error={again.error} />
      <p className="bouncing-teach">{t('bouncing.sureTeach')}</p>
    </Modal>
  )
}
