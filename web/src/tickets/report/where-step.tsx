import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { EnvironmentOut } from '#customers/contract'
import { componentsQuery, environmentsQuery, productLinesQuery } from '../../api/directory.ts'
import { AttachmentField } from '../../ui/attachment-field.tsx'
import { EnvironmentFields } from '../../ui/environment-fields.tsx'

export function WhereStep() {
  const { t } = useTranslation('report')
  const form = Form.useFormInstance()
  const accountId = Form.useWatch<string | undefined>('accountId', { form, preserve: true })
  const lineId = Form.useWatch<string | undefined>('productLineId', { form, preserve: true })
  const lines = useQuery(productLinesQuery)
  const components = useQuery(componentsQuery(lineId ?? ''))
  const environments = useQuery(environmentsQuery(accountId ?? ''))
  const prefill = (id: string | undefined) => {
    const found = environments.data?.items.find((each) => each.id === id)
    if (found) form.setFieldsValue({ environment: factsOf(found), ...(found.productLine ? { productLineId: found.productLine.id } : {}) })
  }
  return (
    <>
      <div className="report-page__pair">
        <Form.Item name="productLineId" label={t('line')} extra={t('lineHint')}>
          <Select
            aria-label={t('line')}
            allowClear
            onChange={() => form.setFieldValue('componentId', undefined)}
            options={(lines.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
          />
        </Form.Item>
        <Form.Item name="componentId" label={t('component')}>
          <Select
            aria-label={t('component')}
            allowClear
            disabled={!lineId}
            options={(components.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="environmentId" label={t('environment')} extra={t('environmentHint')}>
        <Select
          aria-label={t('environment')}
          allowClear
          disabled={!accountId}
          onChange={prefill}
          options={(environments.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
        />
      </Form.Item>
      <EnvironmentFields prefix={['environment']} />
      <Form.Item name="expected" label={t('ticket:report.expected')}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="steps" label={t('ticket:report.steps')}>
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item name="attachments" label={t('attachments')}>
        <AttachmentField />
      </Form.Item>
    </>
  )
}

const KNOWN = ['browser', 'device', 'os', 'network', 'special']

/** What the account's environment says already; what it calls by names of its own is special configuration. */
function factsOf(environment: EnvironmentOut) {
  const known = Object.entries(environment.details).filter(([name]) => KNOWN.includes(name))
  const others = Object.entries(environment.details).filter(([name]) => !KNOWN.includes(name))
  return {
    deployment: environment.deployment,
    ...(environment.productVersion ? { version: environment.productVersion } : {}),
    ...Object.fromEntries(known),
    ...(others.length > 0 ? { special: others.map((pair) => pair.join(': ')).join('\n') } : {}),
  }
}
