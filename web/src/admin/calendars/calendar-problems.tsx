import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FieldProblem } from '#obligations/rules/calendar'
import { WEEKDAYS } from '#obligations/rules/local-date'

/** What keeps the calendar from being used, each by name, while it is typed. */
export function CalendarProblems({ problems }: { readonly problems: readonly FieldProblem[] }) {
  const { t } = useTranslation('admin')
  if (problems.length === 0) return null
  const where = (path: string) => {
    const day = WEEKDAYS.find((each) => path.startsWith(`windows.${each}`))
    return day ? t(`weekday.${day}`) : ''
  }
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('calendars.problems', { count: problems.length })}
      description={
        <ul>
          {problems.slice(0, 12).map((problem) => (
            <li key={`${problem.path} ${problem.code}`}>
              {t('calendars.problemAt', {
                where: where(problem.path) || (problem.params['date'] ?? ''),
                what: t(`calendars.problem.${problem.code}`, problem.params),
              })}
            </li>
          ))}
        </ul>
      }
    />
  )
}
