import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PlaybookProblem } from '#tickets/rules/playbook-problems'
import { useFunctionNames } from '../../api/functions.ts'

/** Every hole in words: with one of them a playbook cannot be published. */
export function PlaybookProblems({ problems }: { readonly problems: readonly PlaybookProblem[] }) {
  const { t } = useTranslation('admin')
  const nameOf = useFunctionNames()
  if (problems.length === 0) return null
  const station = (key: string) => (key === '*' ? t('playbooks.anywhere') : nameOf(key))
  const words = ({ path, params }: PlaybookProblem) => ({
    n: Number(path.split('.')[1] ?? 0) + 1,
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, station(value)])),
    ...(path.startsWith('required') ? { value: t(`playbooks.fact.${params['value']}`) } : {}),
    ...(path.includes('needs') && params['value'] ? { value: t(`playbooks.criterion.${params['value']}`) } : {}),
  })
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('playbooks.problems', { count: problems.length })}
      description={
        <ul>
          {problems.map((problem) => (
            <li key={`${problem.code} ${problem.path}`}>{t(`playbooks.problem.${problem.code}`, words(problem))}</li>
          ))}
        </ul>
      }
    />
  )
}
