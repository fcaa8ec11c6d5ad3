import { useTranslation } from 'react-i18next'
import { DAY } from '#kernel/instant'
import { useFunctionNames } from '../../api/functions.ts'
import { useNow } from '../../ui/now.ts'
import type { Roster } from '../admin-queries.ts'
import type { RosterOpen } from './rosters-page.tsx'
import { dayStart, isSameDay, shiftDays, weekOf } from './week.ts'

type Props = {
  readonly monday: string
  readonly entries: readonly Roster[]
  /** Functions of the line's squads: a row each, entries or not, so that gaps show. */
  readonly functions: readonly string[]
  readonly editable: boolean
  readonly onOpen: (open: RosterOpen) => void
}

/** A week as a grid: a row for each function, a column for each day. */
export function RosterGrid({ monday, entries, functions, editable, onOpen }: Props) {
  const { t, i18n } = useTranslation('admin')
  const nameOf = useFunctionNames()
  const now = useNow(60_000)
  const rows = [...new Set([...functions, ...entries.map((entry) => entry.function)])]
  const days = weekOf(monday)
  const dayName = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', month: 'numeric', day: 'numeric' })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section className="panel sheet" aria-label={t('section.rosters')} tabIndex={0}>
      <table className="roster">
        <thead>
          <tr>
            <th scope="col">{t('rosters.function')}</th>
            {days.map((day) => (
              <th key={day} scope="col" className={isSameDay(day, now) ? 'roster__today' : ''}>
                {dayName.format(dayStart(day))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((key) => (
            <tr key={key}>
              <th scope="row">{nameOf(key)}</th>
              {days.map((day) => (
                <td key={day} className={isSameDay(day, now) ? 'roster__today' : ''}>
                  <div className="roster__cell">
                    {entries
                      .filter((entry) => entry.function === key && touches(entry, day))
                      .map((entry) => (
                        <Entry key={entry.id} entry={entry} day={day} onOpen={onOpen} />
                      ))}
                    {editable ? (
                      <button
                        type="button"
                        className="small-act roster__add"
                        aria-label={t('rosters.addAt', { function: nameOf(key), day: dayName.format(dayStart(day)) })}
                        onClick={() => onOpen({ day, functionKey: key })}
                      >
                        <span aria-hidden="true">＋</span>
                      </button>
                    ) : null}
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Entry({ entry, day, onOpen }: { readonly entry: Roster; readonly day: string; readonly onOpen: (open: RosterOpen) => void }) {
  const { i18n } = useTranslation('admin')
  const from = Date.parse(entry.from)
  const to = Date.parse(entry.to)
  const time = new Intl.DateTimeFormat(i18n.language, { hour: '2-digit', minute: '2-digit', hour12: false })
  // What began before this day or goes on after it has an open edge.
  const words = `${from < dayStart(day) ? '…' : time.format(from)}–${to > dayStart(shiftDays(day, 1)) ? '…' : time.format(to)}`
  const content = (
    <>
      <span className="roster__who">{entry.staff.name}</span>
      <span className="roster__when tabular">{words}</span>
    </>
  )
  if (!entry.abilities.includes('edit')) return <span className="roster__entry">{content}</span>
  return (
    <button type="button" className="roster__entry roster__entry--act" onClick={() => onOpen({ entry })}>
      {content}
    </button>
  )
}

function touches(entry: Roster, day: string): boolean {
  return Date.parse(entry.from) < dayStart(day) + DAY && Date.parse(entry.to) > dayStart(day)
}
