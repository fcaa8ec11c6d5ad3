import { Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { REPRODUCED, REQUEST_OUTCOMES, type RequestOutcome, VERDICTS } from '#tickets/rules/vocabulary'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import type { Asked } from './finding-fields.ts'

const SHORT: readonly Asked[] = ['fixReference', 'where', 'version', 'article']

/** One thing that a station is asked. What belongs to an outcome is asked once that outcome is chosen. */
export function FindingField({ asked, outcome }: { readonly asked: Asked; readonly outcome: RequestOutcome | undefined }) {
  const { t } = useTranslation('ticket')
  const label = t(`finding.${asked}`)
  const needed = { required: true, message: t('needed') }
  switch (asked) {
    case 'reproduced':
      return (
        <Form.Item name={asked} label={label}>
          <Radio.Group optionType="button" options={REPRODUCED.map((value) => ({ value, label: t(`vocabulary:reproduced.${value}`) }))} />
        </Form.Item>
      )
    case 'outcome':
      return (
        <Form.Item name={asked} label={label}>
          <Radio.Group
            optionType="button"
            options={REQUEST_OUTCOMES.map((value) => ({ value, label: t(`vocabulary:outcome.${value}`) }))}
          />
        </Form.Item>
      )
    case 'customerWords':
      if (outcome === undefined) return null
      return (
        <Form.Item
          name={asked}
          label={label}
          extra={t('finding.customerWordsHint')}
          rules={outcome === 'declined' ? [{ ...needed, whitespace: true }] : []}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
      )
    case 'revisitAt':
      if (outcome !== 'later') return null
      return (
        <Form.Item name={asked} label={label} rules={[needed]}>
          <DateTimeField label={label} picks={['in7d']} />
        </Form.Item>
      )
    case 'verdict':
      return (
        <Form.Item name={asked} label={label}>
          <Select aria-label={label} allowClear options={VERDICTS.map((value) => ({ value, label: t(`vocabulary:verdict.${value}`) }))} />
        </Form.Item>
      )
    case 'verified':
      return (
        <Form.Item name={asked} label={label}>
          <Radio.Group
            optionType="button"
            options={[
              { value: true, label: t('finding.yes') },
              { value: false, label: t('finding.no') },
            ]}
          />
        </Form.Item>
      )
    default:
      return (
        <Form.Item name={asked} label={label}>
          {SHORT.includes(asked) ? <Input /> : <Input.TextArea autoSize={{ minRows: 2 }} />}
        </Form.Item>
      )
  }
}
