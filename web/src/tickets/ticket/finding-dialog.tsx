import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { REPRODUCED, type Reproduced, VERDICTS, type Verdict } from '#tickets/rules/vocabulary'
import { FunctionSelect } from '../../ui/function-select.tsx'
import { serverNow } from '../../ui/now.ts'
import type { BodyOf } from '../use-ticket-command.ts'
import { CommandDialog } from './command-dialog.tsx'
import { iso } from './iso.ts'
import type { StepDialogProps } from './step-dialog.tsx'

type Fields = {
  station: string
  reproduced?: Reproduced
  tried?: string
  evidence?: string
  verdict?: Verdict
  cause?: string
  fixReference?: string
  where?: string
  version?: string
  verified?: boolean
  article?: string
  note?: string
}
type Asked = Exclude<keyof Fields, 'station'>

/** What each station is expected to record; everything else can be added as a note. */
const ASKED: Readonly<Record<string, readonly Asked[]>> = {
  qa: ['reproduced', 'tried', 'evidence', 'verdict', 'verified', 'note'],
  engineering: ['cause', 'fixReference', 'evidence', 'note'],
  operations: ['where', 'version', 'evidence', 'note'],
  product: ['verdict', 'note'],
  frontline: ['article', 'note'],
}
const OTHERWISE: readonly Asked[] = ['evidence', 'cause', 'note']

export function FindingDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<Fields, 'POST /api/v1/tickets/{id}/findings'>
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
          <Form.Item noStyle shouldUpdate={(before: Fields, after: Fields) => before.station !== after.station}>
            {() => (ASKED[form.getFieldValue('station') as string] ?? OTHERWISE).map((asked) => <Field key={asked} asked={asked} />)}
          </Form.Item>
        </>
      )}
    </CommandDialog>
  )
}

function Field({ asked }: { readonly asked: Asked }) {
  const { t } = useTranslation('ticket')
  const label = t(`finding.${asked}`)
  if (asked === 'reproduced') {
    return (
      <Form.Item name={asked} label={label}>
        <Radio.Group optionType="button" options={REPRODUCED.map((value) => ({ value, label: t(`vocabulary:reproduced.${value}`) }))} />
      </Form.Item>
    )
  }
  if (asked === 'verdict') {
    return (
      <Form.Item name={asked} label={label}>
        <Select aria-label={label} allowClear options={VERDICTS.map((value) => ({ value, label: t(`vocabulary:verdict.${value}`) }))} />
      </Form.Item>
    )
  }
  if (asked === 'verified') {
    return (
      <Form.Item name={asked} valuePropName="checked">
        <Checkbox>{label}</Checkbox>
      </Form.Item>
    )
  }
  const short = asked === 'fixReference' || asked === 'where' || asked === 'version' || asked === 'article'
  return (
    <Form.Item name={asked} label={label}>
      {short ? <Input /> : <Input.TextArea autoSize={{ minRows: 2 }} />}
    </Form.Item>
  )
}

function findingOf({ station, where, version, verified, ...rest }: Fields): BodyOf<'POST /api/v1/tickets/{id}/findings'> {
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value === 'string' && value.trim() !== ''))
  return {
    station,
    ...said,
    ...(verified ? { verified } : {}),
    ...(where?.trim() && version?.trim() ? { released: { where, version, at: iso(serverNow()) } } : {}),
  }
}
