import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../api/problem.ts'

type Props = {
  readonly error: unknown
  /** Fields shown beside their inputs already: not listed again. */
  readonly shown?: readonly string[]
  readonly onRetry?: () => void
}

/** What went wrong, what was kept, what to do, and every field that is named. */
export function ProblemAlert({ error, shown = [], onRetry }: Props) {
  const { t } = useTranslation()
  if (!error) return null
  const problem = asProblem(error)
  const fields = problem.fields.filter((field) => !shown.includes(field.path))
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={problem.title || t('ui:problem')}
      description={
        <>
          <p>{problem.message}</p>
          {fields.length > 0 ? (
            <ul className="problem-fields">
              {fields.map((field) => (
                <li key={`${field.path}:${field.code}`}>{t('ui:fieldProblem', { field: field.path, message: field.message })}</li>
              ))}
            </ul>
          ) : null}
        </>
      }
      {...(onRetry ? { action: <Button onClick={onRetry}>{t('ui:retry')}</Button> } : {})}
    />
  )
}
