import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { productLinesQuery } from '../../api/directory.ts'
import { asProblem } from '../../api/problem.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { say } from '../../ui/say.ts'
import { AdminPage } from '../admin-page.tsx'
import { type Workspace, workspaceQuery } from '../admin-queries.ts'
import { PersonSelect } from '../person-select.tsx'
import { TimeZoneSelect } from '../time-zone-select.tsx'

const SEVERITIES = ['S1', 'S2', 'S3', 'S4'] as const
type Fields = Pick<Workspace, 'name' | 'timeZone' | 'severityLabels'> & {
  readonly defaultProductLineId: string
  readonly dutyManagerId: string
  readonly lastResortId: string
}

/** The whole company's own settings; the places that ownership falls back on are never empty. */
export function WorkspacePage() {
  const { t } = useTranslation('admin')
  const { data, error, isPending, refetch } = useQuery(workspaceQuery)
  return (
    <AdminPage title={t('section.workspace')} lead={t('workspace.lead')} error={error} onRetry={() => void refetch()} waiting={isPending}>
      {data ? <WorkspaceForm key={data.version} workspace={data} reload={() => void refetch()} /> : null}
    </AdminPage>
  )
}

function WorkspaceForm({ workspace, reload }: { readonly workspace: Workspace; readonly reload: () => void }) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const lines = useQuery(productLinesQuery)
  const [form] = Form.useForm<Fields>()
  const save = useMutation({
    mutationFn: (fields: Fields) => api.patch<Workspace>('/workspace', fields, workspace.version),
    onSuccess: (saved) => {
      client.setQueryData(workspaceQuery.queryKey, saved)
      say('success', t('saved'))
    },
    onError: (fault) =>
      form.setFields(asProblem(fault).fields.map((each) => ({ name: each.path.split('.') as never, errors: [each.message] }))),
  })
  const stale = save.error !== null && asProblem(save.error).code === 'stale-version'
  const may = workspace.abilities.includes('edit')
  return (
    <Form
      form={form}
      layout="vertical"
      name="workspace"
      className="panel admin-form"
      requiredMark={false}
      disabled={!may}
      initialValues={{
        ...workspace,
        defaultProductLineId: workspace.defaultProductLine.id,
        dutyManagerId: workspace.dutyManager.id,
        lastResortId: workspace.lastResort.id,
      }}
      onFinish={(fields) => save.mutate(fields)}
    >
      {save.error ? (
        <div className="edit-dialog">
          <ProblemAlert error={save.error} {...(stale ? { onRetry: reload } : {})} />
        </div>
      ) : null}
      <div className="pair">
        <Form.Item name="name" label={t('workspace.name')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="timeZone" required label={t('timeZone')}>
          <TimeZoneSelect label={t('timeZone')} />
        </Form.Item>
      </div>
      <Form.Item name="defaultProductLineId" label={t('workspace.defaultLine')} extra={t('workspace.defaultLineHint')}>
        <Select
          aria-label={t('workspace.defaultLine')}
          options={(lines.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
        />
      </Form.Item>
      <div className="pair">
        <Form.Item name="dutyManagerId" label={t('workspace.dutyManager')} extra={t('workspace.dutyManagerHint')}>
          <PersonSelect label={t('workspace.dutyManager')} known={[workspace.dutyManager]} />
        </Form.Item>
        <Form.Item name="lastResortId" label={t('workspace.lastResort')} extra={t('workspace.lastResortHint')}>
          <PersonSelect label={t('workspace.lastResort')} known={[workspace.lastResort]} />
        </Form.Item>
      </div>
      <fieldset className="plain-group">
        <legend>{t('workspace.labels')}</legend>
        {SEVERITIES.map((severity) => (
          <div key={severity} className="pair pair--labelled">
            <Form.Item name={['severityLabels', severity, 'zh']} label={t('workspace.labelZh', { severity })}>
              <Input maxLength={20} />
            </Form.Item>
            <Form.Item name={['severityLabels', severity, 'en']} label={t('workspace.labelEn', { severity })}>
              <Input maxLength={30} />
            </Form.Item>
          </div>
        ))}
      </fieldset>
      {may ? (
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      ) : null}
    </Form>
  )
}
