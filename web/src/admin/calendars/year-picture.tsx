import { type KeyboardEvent, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type CalendarDocument, windowsByDay } from '#obligations/rules/calendar'
import { formatDate, parseDate, WEEKDAYS } from '#obligations/rules/local-date'
import { monthDays, ruleOf } from './calendar-draft.ts'

type Kind = 'work' | 'off' | 'holiday' | 'added' | 'exception'
const KINDS: readonly Kind[] = ['work', 'off', 'holiday', 'added', 'exception']
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

type Props = {
  readonly year: number
  readonly document: CalendarDocument
  readonly chosen: string | null
  readonly onChoose: (date: string) => void
}

/** A year of days. One stop for the keyboard; arrows walk by day and week. */
export function YearPicture({ year, document, chosen, onChoose }: Props) {
  const { t, i18n } = useTranslation('admin')
  const box = useRef<HTMLDivElement>(null)
  const kinds = useMemo(() => kindsOf(document, year), [document, year])
  const first = chosen?.startsWith(`${year}-`) ? chosen : `${year}-01-01`
  const monthName = new Intl.DateTimeFormat(i18n.language, { month: 'long', timeZone: 'UTC' })
  const dayName = new Intl.DateTimeFormat(i18n.language, { month: 'long', day: 'numeric', weekday: 'long', timeZone: 'UTC' })
  const walk = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    const from = parseDate((event.target as HTMLElement).dataset['date'] ?? '')
    if (step === undefined || from === null) return
    event.preventDefault()
    box.current?.querySelector<HTMLElement>(`[data-date="${formatDate(from + step)}"]`)?.focus()
  }
  return (
    <>
      <ul className="year__legend">
        {KINDS.map((kind) => (
          <li key={kind}>
            <span className={`day day--${kind}`} aria-hidden="true" />
            {t('calendars.legend', { word: t(`calendars.kind.${kind}`), n: [...kinds.values()].filter((each) => each === kind).length })}
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the days inside are buttons; this only walks between them */}
      <div className="year" ref={box} onKeyDown={walk}>
        {Array.from({ length: 12 }, (_, index) => index + 1).map((month) => {
          const { before, dates } = monthDays(year, month)
          return (
            <section key={month} className="year__month" aria-label={monthName.format(Date.UTC(year, month - 1, 1))}>
              <h3>{monthName.format(Date.UTC(year, month - 1, 1))}</h3>
              <div className="year__days">
                {WEEKDAYS.map((day) => (
                  <span key={day} className="year__weekday" aria-hidden="true">
                    {t(`calendars.letter.${day}`)}
                  </span>
                ))}
                {dates.map((date, index) => {
                  const kind = kinds.get(date) ?? 'off'
                  return (
                    <button
                      key={date}
                      type="button"
                      data-date={date}
                      className={`day day--${kind}`}
                      style={index === 0 ? { gridColumnStart: before + 1 } : {}}
                      tabIndex={date === first ? 0 : -1}
                      aria-pressed={date === chosen}
                      aria-label={t('calendars.dayLabel', { date: dayName.format(Date.parse(date)), kind: t(`calendars.kind.${kind}`) })}
                      onClick={() => onChoose(date)}
                    >
                      {Number(date.slice(8))}
                    </button>
                  )
                })}
              </div>
            </section>
          )
        })}
      </div>
    </>
  )
}

function kindsOf(document: CalendarDocument, year: number): Map<string, Kind> {
  const windowsOf = windowsByDay(document)
  const first = parseDate(`${year}-01-01`) ?? 0
  const last = parseDate(`${year}-12-31`) ?? first
  return new Map(
    Array.from({ length: last - first + 1 }, (_, index): [string, Kind] => {
      const date = formatDate(first + index)
      const { as } = ruleOf(document, date)
      return [date, as === 'week' ? (windowsOf(first + index).length > 0 ? 'work' : 'off') : as]
    }),
  )
}
