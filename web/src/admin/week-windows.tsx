import { useTranslation } from 'react-i18next'
import { WEEKDAYS, type Weekday } from '#obligations/rules/local-date'
import { WindowList, type WindowPair } from './window-list.tsx'
import './windows.css'

export type WeekWindowsValue = Partial<Record<Weekday, readonly WindowPair[] | undefined>>
type Props = {
  readonly value?: WeekWindowsValue
  readonly onChange?: (value: WeekWindowsValue) => void
  readonly label: string
  readonly disabled?: boolean
  /** Which windows are refused, as `mon.0`. */
  readonly bad?: ReadonlySet<string>
}

/** The windows of a week, a line for each day; Monday's can be given to the other working days at once. */
export function WeekWindows({ value = {}, onChange, label, disabled = false, bad = new Set() }: Props) {
  const { t } = useTranslation('admin')
  const give = () => {
    const monday = value.mon ?? []
    onChange?.({ ...value, tue: monday, wed: monday, thu: monday, fri: monday })
  }
  return (
    <fieldset className="windows plain-group" aria-label={label}>
      {WEEKDAYS.map((day) => (
        <div key={day} className="windows__day">
          <span className="windows__name">{t(`weekday.${day}`)}</span>
          <WindowList
            value={value[day] ?? []}
            onChange={(windows) => onChange?.({ ...value, [day]: windows })}
            label={t('windows.of', { day: t(`weekday.${day}`) })}
            disabled={disabled}
            bad={new Set([...bad].filter((each) => each.startsWith(`${day}.`)).map((each) => Number(each.split('.')[1])))}
          >
            {day === 'mon' && !disabled ? (
              <button type="button" className="small-act small-act--word" onClick={give}>
                {t('windows.toWeek')}
              </button>
            ) : null}
          </WindowList>
        </div>
      ))}
    </fieldset>
  )
}
