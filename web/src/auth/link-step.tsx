import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { redeemLink, type SignedIn } from './sign-in-api.ts'

type Props = { readonly token: string; readonly onSignedIn: (how: SignedIn) => Promise<void>; readonly onAgain: () => void }

export function LinkStep({ token, onSignedIn, onAgain }: Props) {
  const { t } = useTranslation('sign-in')
  const enter = useMutation({
    mutationFn: () => redeemLink(token),
    onSuccess: (how) => {
      // The token is used up: it should not stay in the address, nor in the history.
      window.history.replaceState(null, '', window.location.pathname)
      return onSignedIn(how)
    },
  })
  return (
    <div className="door__step">
      <p>{t('link.explain')}</p>
      <ProblemAlert error={enter.error} />
      <Button type="primary" size="large" block autoFocus loading={enter.isPending} onClick={() => enter.mutate()}>
        {t('link.enter')}
      </Button>
      <Button type="link" block onClick={onAgain}>
        {t('link.another')}
      </Button>
    </div>
  )
}
