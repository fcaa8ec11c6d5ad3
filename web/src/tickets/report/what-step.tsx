import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { CHANNELS, TICKET_KINDS } from '#tickets/rules/vocabulary'
import { AccountSelect } from '../../ui/account-select.tsx'
import { ContactSelect } from '../../ui/contact-select.tsx'
import { StaffSelect } from '../../ui/staff-select.tsx'

export function WhatStep() {
  const { t } = useTranslation('report')
  const form = Form.useFormInstance()
  const kind = Form.useWatch<string | undefined>('kind', { form, preserve: true })
  const accountId = Form.useWatch<string | undefined>('accountId', { form, preserve: true })
  return (
    <>
      <Form.Item name="kind" required label={t('kind')}>
        <Radio.Group optionType="button" options={TICKET_KINDS.map((value) => ({ value, label: t(`vocabulary:kind.${value}`) }))} />
      </Form.Item>
      {kind === 'complaint' ? (
        <Form.Item name="aboutStaffId" label={t('about')} extra={t('aboutHint')}>
          <StaffSelect label={t('about')} />
        </Form.Item>
      ) : null}
      <div className="report-page__pair">
        <Form.Item name="accountId" label={t('account')} rules={[{ required: true, message: t('accountNeeded') }]}>
          <AccountSelect label={t('account')} onPicked={() => form.setFieldsValue({ contactId: undefined, environmentId: undefined })} />
        </Form.Item>
        <Form.Item name="contactId" label={t('contact')} extra={t('contactHint')}>
          <ContactSelect accountId={accountId ?? ''} label={t('contact')} />
        </Form.Item>
      </div>
      <Form.Item name="channel" required label={t('channel')}>
        <Radio.Group
          optionType="button"
          options={CHANNELS.filter((value) => value !== 'api').map((value) => ({ value, label: t(`vocabulary:channel.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="title"
        label={t('headline')}
        extra={t('headlineHint')}
        rules={[{ required: true, whitespace: true, message: t('headlineNeeded') }]}
      >
        <Input maxLength={200} showCount />
      </Form.Item>
      <Form.Item name="symptom" label={t('ticket:report.symptom')} extra={t('symptomHint')}>
        <Input.TextArea autoSize={{ minRows: 4 }} maxLength={20_000} />
      </Form.Item>
    </>
  )
}
