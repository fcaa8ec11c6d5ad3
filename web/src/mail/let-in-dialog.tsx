import { Checkbox, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { CommandDialog } from '../tickets/ticket/command-dialog.tsx'
import { shownName } from './shown-name.ts'
import type { Stranger } from './strangers.tsx'

type Props = { readonly stranger: Stranger; readonly receivedMailId: string; readonly ticketRef: string; readonly onClose: () => void }
const LET_IN = 'POST /api/v1/tickets/{id}/mail-participants'

/** What it means to let somebody in, before it is done; and whether what they wrote becomes their words. */
export default function LetInDialog({ stranger, receivedMailId, ticketRef, onClose }: Props) {
  const { t } = useTranslation('ticket')
  const name = shownName(stranger)
  return (
    <CommandDialog<{ takeWords?: boolean }, typeof LET_IN>
      title={t('mail.strangers.title', { name })}
      submit={t('mail.strangers.letIn')}
      ticketRef={ticketRef}
      command={LET_IN}
      initial={{ takeWords: false }}
      toBody={({ takeWords }) => ({ receivedMailId, address: stranger.address, ...(takeWords ? { takeWords } : {}) })}
      onClose={onClose}
    >
      <p className="command-dialog__teach">{t(`mail.strangers.teach.${teachOf(stranger)}`, { address: stranger.address })}</p>
      {stranger.wrote ? (
        <Form.Item name="takeWords" valuePropName="checked" extra={t('mail.strangers.takeWordsHint')}>
          <Checkbox>{t('mail.strangers.takeWords')}</Checkbox>
        </Form.Item>
      ) : null}
    </CommandDialog>
  )
}

function teachOf({ standing }: Stranger): 'unknown' | 'unsorted' | 'of_account' {
  return standing === 'unsorted' || standing === 'of_account' ? standing : 'unknown'
}
