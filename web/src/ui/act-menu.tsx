import { Popover } from 'antd'
import { type ReactElement, type ReactNode, useState } from 'react'
import './act-menu.css'

export type Act = { readonly key: string; readonly label: string; readonly onPick: () => void }
type Props = { readonly label: string; readonly acts: readonly Act[]; readonly head?: ReactNode; readonly children: ReactElement }

/** A short list of acts behind a button. Ordinary buttons: Tab and Enter reach them, Escape leaves. */
export function ActMenu({ label, acts, head, children }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      content={
        <section className="act-menu" aria-label={label}>
          {head}
          {acts.map((act) => (
            <button
              key={act.key}
              type="button"
              onClick={() => {
                setOpen(false)
                act.onPick()
              }}
            >
              {act.label}
            </button>
          ))}
        </section>
      }
    >
      {children}
    </Popover>
  )
}
