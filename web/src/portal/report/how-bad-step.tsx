import { useTranslation } from 'react-i18next'
import { IMPACTS, URGENCIES } from '#tickets/rules/vocabulary'
import { serverNow } from '../../ui/now.ts'
import { toFieldValue } from '../../ui/time-text.ts'
import { Choices } from './choices.tsx'
import { FLAGS_ASKED } from './report-draft.ts'
import type { StepProps } from './report-page.tsx'

export function HowBadStep({ draft, keep, problems }: StepProps) {
  const { t } = useTranslation('portal')
  return (
    <>
      <Choices
        legend={t('report.impact')}
        name="impact"
        value={draft.impact}
        options={IMPACTS.filter((value) => value !== 'many').map((value) => ({ value, label: t(`impact.${value}`) }))}
        onChange={(impact) => keep({ ...draft, impact })}
        problem={problems['impact']}
      />
      <Choices
        legend={t('report.urgency')}
        name="urgency"
        value={draft.urgency}
        options={URGENCIES.map((value) => ({ value, label: t(`urgency.${value}`) }))}
        onChange={(urgency) => keep({ ...draft, urgency })}
        problem={problems['urgency']}
      />
      <div className="field">
        <label className="field__label" htmlFor="report-since">
          {t('report.since')}
        </label>
        <div className="field__row">
          <input
            id="report-since"
            type="datetime-local"
            className="field__input"
            value={draft.occurredAt}
            max={toFieldValue(serverNow())}
            aria-invalid={problems['occurredAt'] !== undefined}
            onChange={(event) => keep({ ...draft, occurredAt: event.target.value })}
          />
          <button type="button" className="plain-act" onClick={() => keep({ ...draft, occurredAt: toFieldValue(serverNow()) })}>
            {t('report.justNow')}
          </button>
        </div>
        {problems['occurredAt'] ? (
          <p className="field__problem" role="alert">
            {problems['occurredAt']}
          </p>
        ) : null}
      </div>
      <fieldset className="choices">
        <legend className="field__label">{t('report.flags')}</legend>
        {FLAGS_ASKED.map((flag) => (
          <label key={flag} className="choices__one">
            <input
              type="checkbox"
              checked={draft.flags.includes(flag)}
              onChange={(event) =>
                keep({ ...draft, flags: event.target.checked ? [...draft.flags, flag] : draft.flags.filter((each) => each !== flag) })
              }
            />
            <span className="choices__word">{t(`flag.${flag}`)}</span>
          </label>
        ))}
      </fieldset>
    </>
  )
}
