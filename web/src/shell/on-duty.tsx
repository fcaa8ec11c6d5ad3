import { Popover } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import './on-duty.css'

const OnDutyBoard = lazy(() => import('./on-duty-board.tsx').then((module) => ({ default: module.OnDutyBoard })))

/** Who is on duty now, one tap away on every page. */
export function OnDuty() {
  const { t } = useTranslation('shell')
  const [open, setOpen] = useState(false)
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      // On a phone it is moved into sight, not flipped out of it on the other side.
      align={{ overflow: { adjustY: true, shiftX: true } }}
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
        <section className="duty-board" aria-label={t('onDuty.title')} tabIndex={0}>
          <Suspense fallback={<SkeletonRows rows={4} height={36} />}>
            <OnDutyBoard onLeave={() => setOpen(false)} />
          </Suspense>
        </section>
      }
    >
      <button type="button" className="icon-button" aria-label={t('onDuty.title')} aria-expanded={open}>
        <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
          <circle cx="7.6" cy="7" r="2.9" />
          <path d="M2.4 16.4c.4-3 2.4-4.6 5.2-4.6 1 0 1.8.2 2.5.6" />
          <circle cx="14" cy="14" r="3.6" />
          <path d="M14 12.2V14l1.2 1" />
        </svg>
      </button>
    </Popover>
  )
}
