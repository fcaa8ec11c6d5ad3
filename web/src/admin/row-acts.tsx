import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'

type Act = { readonly key: string; readonly word: string; readonly danger?: boolean; readonly onAct: () => void }

/** What can be done with a row: the usual act as a button, the rest behind one more. */
export function RowActs({ of, acts }: { readonly of: string; readonly acts: readonly Act[] }) {
  const { t } = useTranslation('admin')
  const [first, ...rest] = acts
  if (!first) return null
  return (
    <>
      <Button size="small" type="text" danger={first.danger ?? false} aria-label={t('actOf', { act: first.word, of })} onClick={first.onAct}>
        {first.word}
      </Button>
      {rest.length > 0 ? (
        <Dropdown trigger={['click']} menu={{ items: rest.map((act) => ({ key: act.key, label: act.word, danger: act.danger ?? false, onClick: act.onAct })) }}>
          <Button size="small" type="text" aria-label={t('moreActs', { of })}>
            <span aria-hidden="true">⋯</span>
          </Button>
        </Dropdown>
      ) : null}
    </>
  )
}
