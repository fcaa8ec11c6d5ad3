import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ActMenu } from '../ui/act-menu.tsx'

type Act = { readonly key: string; readonly word: string; readonly danger?: boolean; readonly onAct: () => void }

/** What can be done with a row: the usual act as a button, the rest behind one more. */
export function RowActs({ of, acts }: { readonly of: string; readonly acts: readonly Act[] }) {
  const { t } = useTranslation('admin')
  const [first, ...rest] = acts
  if (!first) return null
  return (
    <>
      <Button
        size="small"
        type="text"
        danger={first.danger ?? false}
        aria-label={t('actOf', { act: first.word, of })}
        onClick={first.onAct}
      >
        {first.word}
      </Button>
      {rest.length > 0 ? (
        <ActMenu label={t('moreActs', { of })} acts={rest.map((act) => ({ key: act.key, label: act.word, onPick: act.onAct }))}>
          <Button size="small" type="text" aria-label={t('moreActs', { of })}>
            <span aria-hidden="true">⋯</span>
          </Button>
        </ActMenu>
      ) : null}
    </>
  )
}
