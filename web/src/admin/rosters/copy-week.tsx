import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, notification } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatInstant, instant } from '#kernel/instant'
import { api } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import { say } from '../../ui/say.ts'
import { type Roster, rostersQuery } from '../admin-queries.ts'
import { dayStart, shiftDays, weeksLater } from './week.ts'

type Props = { readonly lineId: string; readonly monday: string; readonly present: readonly Roster[] }
type Copied = { readonly done: number; readonly refused: readonly string[] }

/** The week before once more, entry by entry; what is there already is left alone, and what was refused is named. */
export function CopyWeek({ lineId, monday, present }: Props) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const [notices, place] = notification.useNotification()
  const copy = useMutation({
    mutationFn: async (): Promise<Copied> => {
      const window = { from: text(dayStart(shiftDays(monday, -7))), to: text(dayStart(monday)) }
      const { items } = await client.fetchQuery(rostersQuery({ productLineId: lineId, ...window }))
      const wanted = items
        .filter((entry) => Date.parse(entry.from) >= Date.parse(window.from))
        .map(moved)
        .filter((entry) => !present.some((one) => isSame(one, entry)))
      const refused: string[] = []
      for (const entry of wanted)
        await api
          .post('/rosters', { ...entry.body, productLineId: lineId })
          .catch((fault: unknown) => refused.push(t('rosters.refusedOne', { name: entry.name, why: asProblem(fault).message })))
      return { done: wanted.length - refused.length, refused }
    },
    onSuccess: ({ done, refused }) => {
      if (refused.length > 0) notices.error({ title: t('rosters.notCopied'), description: refused.join('\n'), duration: 0 })
      else say('success', t(done === 0 ? 'rosters.nothingToCopy' : 'rosters.copied', { count: done }))
    },
    onError: (fault) => say('error', asProblem(fault).message),
    onSettled: () => client.invalidateQueries({ queryKey: ['rosters'] }),
  })
  return (
    <>
      <Button loading={copy.isPending} onClick={() => copy.mutate()}>
        {t('rosters.copy')}
      </Button>
      {place}
    </>
  )
}

function moved(entry: Roster) {
  const later = (at: string) => text(weeksLater(Date.parse(at), 1))
  return {
    name: entry.staff.name,
    body: { function: entry.function, staffId: entry.staff.id, from: later(entry.from), to: later(entry.to) },
  }
}

function isSame(one: Roster, { body }: ReturnType<typeof moved>): boolean {
  return one.function === body.function && one.staff.id === body.staffId && Date.parse(one.from) === Date.parse(body.from)
}

function text(at: number): string {
  return formatInstant(instant(at))
}
