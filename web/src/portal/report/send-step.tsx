import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { environmentsQuery } from '../../api/directory.ts'
import { useMe } from '../../api/me.ts'
import { AttachmentField } from '../../ui/attachment-field.tsx'
import type { StepProps } from './report-page.tsx'

export function SendStep({ draft, keep }: StepProps) {
  const { t } = useTranslation('portal')
  const me = useMe()
  const { data } = useQuery(environmentsQuery(me?.account?.id ?? ''))
  const environments = data?.items ?? []
  const choose = (id: string) => {
    const line = environments.find((each) => each.id === id)?.productLine
    keep({ ...draft, environmentId: id, productLineId: line?.id ?? '' })
  }
  return (
    <>
      <div className="field">
        <p className="field__label">{t('report.pictures')}</p>
        <p className="field__hint">{t('report.picturesHint')}</p>
        <AttachmentField value={draft.attachments} onChange={(attachments) => keep({ ...draft, attachments })} />
      </div>
      {environments.length > 0 ? (
        <div className="field">
          <label className="field__label" htmlFor="report-environment">
            {t('report.environment')}
          </label>
          <select
            id="report-environment"
            className="field__input"
            value={draft.environmentId}
            onChange={(event) => choose(event.target.value)}
          >
            <option value="">{t('report.environmentUnknown')}</option>
            {environments.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <dl className="review">
        <div>
          <dt>{t('report.headline')}</dt>
          <dd>{draft.title}</dd>
        </div>
        <div>
          <dt>{t('report.kind')}</dt>
          <dd>{draft.kind ? t(`kind.${draft.kind}`) : null}</dd>
        </div>
        <div>
          <dt>{t('report.impact')}</dt>
          <dd>{draft.impact ? t(`impact.${draft.impact}`) : t('report.notSaid')}</dd>
        </div>
        <div>
          <dt>{t('report.urgency')}</dt>
          <dd>{draft.urgency ? t(`urgency.${draft.urgency}`) : t('report.notSaid')}</dd>
        </div>
      </dl>
      <p className="field__hint">{t('report.what_next')}</p>
    </>
  )
}
