import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'

export const DEPLOYMENTS = ['saas', 'dedicated', 'private'] as const
export type EnvironmentFacts = {
  readonly deployment?: (typeof DEPLOYMENTS)[number] | undefined
  readonly version?: string | undefined
  readonly browser?: string | undefined
  readonly device?: string | undefined
  readonly os?: string | undefined
  readonly network?: string | undefined
  readonly special?: string | undefined
}

/** Where it happens, inside a form, below `prefix`. */
export function EnvironmentFields({ prefix }: { readonly prefix: readonly string[] }) {
  const { t } = useTranslation('ticket')
  return (
    <div className="environment-fields">
      <Form.Item name={[...prefix, 'deployment']} label={t('environment.deployment')}>
        <Select
          aria-label={t('environment.deployment')}
          allowClear
          options={DEPLOYMENTS.map((value) => ({ value, label: t(`vocabulary:deployment.${value}`) }))}
        />
      </Form.Item>
      {(['version', 'browser', 'device', 'os', 'network'] as const).map((name) => (
        <Form.Item key={name} name={[...prefix, name]} label={t(`environment.${name}`)}>
          <Input maxLength={200} />
        </Form.Item>
      ))}
      <Form.Item name={[...prefix, 'special']} label={t('environment.special')} className="environment-fields__wide">
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </div>
  )
}
