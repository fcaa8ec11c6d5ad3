import { Checkbox, Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { proposeSeverity } from '#tickets/rules/severity'
import { FLAGS, type Flag, IMPACTS, type Impact, URGENCIES, type Urgency } from '#tickets/rules/vocabulary'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { SeverityBadge } from '../../ui/severity-badge.tsx'

/** Whom it hits and how hard. Both may stay open: acting comes before knowing. */
export function HowBadStep() {
  const { t } = useTranslation('report')
  const form = Form.useFormInstance()
  const impact = Form.useWatch<Impact | undefined>('impact', { form, preserve: true })
  const urgency = Form.useWatch<Urgency | undefined>('urgency', { form, preserve: true })
  const flags = Form.useWatch<Flag[] | undefined>('flags', { form, preserve: true }) ?? []
  return (
    <>
      <Form.Item name="impact" label={t('ticket:report.impact')}>
        <Radio.Group
          className="report-page__choices"
          options={IMPACTS.map((value) => ({ value, label: t(`vocabulary:impact.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="urgency" label={t('ticket:report.urgency')}>
        <Radio.Group
          className="report-page__choices"
          options={URGENCIES.map((value) => ({ value, label: t(`vocabulary:urgency.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="flags" label={t('ticket:report.flags')} extra={t('flagsHint')}>
        <Checkbox.Group options={FLAGS.map((value) => ({ value, label: t(`vocabulary:flag.${value}`) }))} />
      </Form.Item>
      <p className="report-page__proposed" aria-live="polite">
        {impact && urgency ? (
          <>
            {t('ticket:triage.proposed')} <SeverityBadge severity={proposeSeverity(impact, urgency, flags)} long />
          </>
        ) : (
          t('severityLater')
        )}
      </p>
      <Form.Item name="occurredAt" label={t('ticket:report.occurredAt')}>
        <DateTimeField label={t('ticket:report.occurredAt')} picks={[]} />
      </Form.Item>
    </>
  )
}
