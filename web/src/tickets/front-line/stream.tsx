import { useNavigate } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import { useTranslation } from 'react-i18next'
import type { Band } from '#tickets/rules/vocabulary'
import { StreamRow } from './stream-row.tsx'
import type { Line } from './use-front-line.ts'
import './stream.css'

type Props = {
  readonly lines: readonly Line[]
  readonly meId: string
  readonly onShowNew: () => void
  readonly onMore: (band: Band) => void
}

/** Only the rows in view are in the page; j and k walk all of them. */
export function Stream({ lines, meId, onShowNew, onMore }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const [offset, setOffset] = useState(0)
  const [chosen, setChosen] = useState<string | null>(null)
  useEffect(() => setOffset(list.current?.offsetTop ?? 0), [])
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (index) => (lines[index]?.kind === 'band' ? 44 : 69),
    getItemKey: (index) => keyOf(lines[index]),
    overscan: 8,
    scrollMargin: offset,
  })
  const navigate = useNavigate()
  const rows = lines.flatMap((line, index) => (line.kind === 'row' ? [{ number: line.row.number, index }] : []))
  const walk = (step: 1 | -1) => {
    const at = rows.findIndex((row) => row.number === chosen)
    const next = rows[at === -1 ? (step === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))]
    if (!next) return
    setChosen(next.number)
    virtual.scrollToIndex(next.index, { align: 'auto' })
    window.requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-number="${next.number}"] a`)?.focus({ preventScroll: true }),
    )
  }
  useHotkeys('j', () => walk(1), [rows, chosen])
  useHotkeys('k', () => walk(-1), [rows, chosen])
  useHotkeys(
    'enter',
    () => chosen && void navigate({ to: '/tickets/$number', params: { number: chosen } }),
    { enabled: document.activeElement === document.body },
    [chosen],
  )
  useHotkeys('.', onShowNew, { useKey: true }, [onShowNew])
  return (
    <div className="stream" ref={list} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const line = lines[item.index]
        if (!line) return null
        return (
          <div
            key={item.key}
            className="stream__line"
            data-index={item.index}
            ref={virtual.measureElement}
            style={{ transform: `translateY(${item.start - offset}px)` }}
          >
            {line.kind === 'band' ? (
              <BandHead line={line} onMore={() => onMore(line.band)} />
            ) : (
              <StreamRow
                row={line.row}
                gone={line.gone}
                mine={line.row.owner.id === meId}
                chosen={line.row.number === chosen}
                onChoose={() => setChosen(line.row.number)}
              />
            )}
          </div>
        )
      })}
    </div>
  )
}

function BandHead({ line, onMore }: { readonly line: Extract<Line, { kind: 'band' }>; readonly onMore: () => void }) {
  const { t } = useTranslation('front-line')
  return (
    <div className={`band band--${line.band.replaceAll('_', '-')}`}>
      <h2>{t(`band.${line.band}`)}</h2>
      <span className="band__count">{line.more ? t('band.atLeast', { count: line.count }) : line.count}</span>
      {line.count === 0 ? <span className="band__none">{t(`band.none.${line.band}`)}</span> : null}
      {line.more ? (
        <button type="button" className="band__more" onClick={onMore}>
          {t('band.more')}
        </button>
      ) : null}
    </div>
  )
}

function keyOf(line: Line | undefined): string {
  if (!line) return ''
  return line.kind === 'band' ? line.band : line.row.id
}
