import { Button, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CalendarDocument } from '#obligations/rules/calendar'
import { parseDate, WEEKDAYS, weekdayOf } from '#obligations/rules/local-date'
import { WindowList } from '../window-list.tsx'
import { type DayRule, ruleOf } from './calendar-draft.ts'

type Props = {
  readonly date: string
  readonly document: CalendarDocument
  readonly disabled: boolean
  readonly onRule: (rule: DayRule) => void
  readonly onClose: () => void
}

/** What one date is: as the week says, a holiday, an added working day, or hours of its own. */
export function DayEditor({ date, document, disabled, onRule, onClose }: Props) {
  const { t, i18n } = useTranslation('admin')
  const rule = ruleOf(document, date)
  const weekday = weekdayOf(parseDate(date) ?? 0)
  const title = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(date))
  const choose = (as: DayRule['as']) => {
    if (as === 'added') onRule({ as, weekday: undefined })
    else if (as === 'exception') onRule({ as, windows: document.windows[weekday] ?? [] })
    else onRule({ as })
  }
  return (
    <section className="day-editor" aria-label={title}>
      <header className="setting__head">
        <h3>{title}</h3>
        <Button type="text" size="small" onClick={onClose}>
          {t('close')}
        </Button>
      </header>
      <Radio.Group
        aria-label={title}
        optionType="button"
        disabled={disabled}
        value={rule.as}
        onChange={(event) => choose(event.target.value as DayRule['as'])}
        options={(['week', 'holiday', 'added', 'exception'] as const).map((value) => ({ value, label: t(`calendars.rule.${value}`) }))}
      />
      {rule.as === 'added' ? (
        <Select<string>
          aria-label={t('calendars.asWeekday')}
          disabled={disabled}
          value={rule.weekday ?? 'normal'}
          onChange={(value) => onRule({ as: 'added', weekday: WEEKDAYS.find((day) => day === value) })}
          options={[
            { value: 'normal', label: t('calendars.asNormal') },
            ...WEEKDAYS.map((day) => ({ value: day as string, label: t('calendars.asDay', { day: t(`weekday.${day}`) }) })),
          ]}
        />
      ) : null}
      {rule.as === 'exception' ? (
        <WindowList label={title} disabled={disabled} value={rule.windows} onChange={(windows) => onRule({ as: 'exception', windows })} />
      ) : null}
    </section>
  )
}
