import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { FunctionSelect } from '../../ui/function-select.tsx'
import { serverNow } from '../../ui/now.ts'
import type { BodyOf } from '../use-ticket-command.ts'
import { CommandDialog } from './command-dialog.tsx'
import { FindingField } from './finding-field.tsx'
import { askedOf, type FindingFields } from './finding-fields.ts'
import { iso } from './iso.ts'
import type { StepDialogProps } from './step-dialog.tsx'

export function FindingDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<FindingFields, 'POST /api/v1/tickets/{id}/findings'>
      title={t('step.record_finding')}
      submit={t('save')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/findings"
      width={640}
      initial={{ station: ticket.station }}
      toBody={findingOf}
      onClose={onClose}
    >
      {(form) => (
        <>
          <p className="command-dialog__teach">{t('finding.teach')}</p>
          <Form.Item name="station" required label={t('finding.station')}>
            <FunctionSelect label={t('finding.station')} />
          </Form.Item>
          <Form.Item
            noStyle
            shouldUpdate={(before: FindingFields, after: FindingFields) =>
              before.station !== after.station || before.outcome !== after.outcome
            }
          >
            {() =>
              askedOf(form.getFieldValue('station'), ticket.kind).map((asked) => (
                <FindingField key={asked} asked={asked} outcome={form.getFieldValue('outcome')} />
              ))
            }
          </Form.Item>
        </>
      )}
    </CommandDialog>
  )
}

function findingOf({ station, where, version, verified, revisitAt, ...rest }: FindingFields): BodyOf<'POST /api/v1/tickets/{id}/findings'> {
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value === 'string' && value.trim() !== ''))
  return {
    station,
    ...said,
    ...(verified === undefined ? {} : { verified }),
    ...(typeof revisitAt === 'number' ? { revisitAt: iso(revisitAt) } : {}),
    ...(where?.trim() && version?.trim() ? { released: { where, version, at: iso(serverNow()) } } : {}),
  }
}
