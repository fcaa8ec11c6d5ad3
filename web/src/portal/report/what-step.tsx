import { useTranslation } from 'react-i18next'
import { AlreadyReported } from './already-reported.tsx'
import { Choices } from './choices.tsx'
import { KINDS } from './report-draft.ts'
import type { StepProps } from './report-page.tsx'

export function WhatStep({ draft, keep, problems }: StepProps) {
  const { t } = useTranslation('portal')
  return (
    <>
      <div className="field">
        <label className="field__label" htmlFor="report-title">
          {t('report.headline')}
        </label>
        <input
          id="report-title"
          className="field__input"
          maxLength={200}
          value={draft.title}
          aria-invalid={problems['title'] !== undefined}
          aria-describedby="report-title-hint"
          onChange={(event) => keep({ ...draft, title: event.target.value })}
        />
        <p className="field__hint" id="report-title-hint">
          {t('report.headlineHint')}
        </p>
        {problems['title'] ? (
          <p className="field__problem" role="alert">
            {problems['title']}
          </p>
        ) : null}
        <AlreadyReported title={draft.title} />
      </div>
      <Choices
        legend={t('report.kind')}
        name="kind"
        value={draft.kind}
        options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(kind) => keep({ ...draft, kind })}
        problem={problems['kind']}
      />
      <div className="field">
        <label className="field__label" htmlFor="report-symptom">
          {t('report.symptom')}
        </label>
        <textarea
          id="report-symptom"
          className="field__input"
          rows={5}
          maxLength={20_000}
          value={draft.symptom}
          aria-describedby="report-symptom-hint"
          onChange={(event) => keep({ ...draft, symptom: event.target.value })}
        />
        <p className="field__hint" id="report-symptom-hint">
          {t('report.symptomHint')}
        </p>
      </div>
    </>
  )
}
