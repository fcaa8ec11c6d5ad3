import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { staffQuery } from '../../api/directory.ts'
import { useFunctionNames } from '../../api/functions.ts'
import { useAllPages } from '../../api/use-all-pages.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { absoluteText } from '../../ui/time-text.ts'
import { type TicketView, type TimelineEntry, timelineQuery } from '../ticket-queries.ts'
import './timeline.css'

/** Everything that happened, in sentences, newest first. */
export function TimelinePanel({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useTranslation('ticket')
  const events = useInfiniteQuery(timelineQuery(ticket.number))
  useAllPages(events)
  if (events.isPending) return <SkeletonRows rows={6} height={40} />
  if (events.error && !events.data) return <ProblemAlert error={events.error} onRetry={() => void events.refetch()} />
  const entries = gathered(events.data?.pages.flatMap((page) => page.items) ?? []).toReversed()
  return (
    <div>
      <ol className="timeline" aria-label={t('tab.timeline')}>
        {entries.map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ol>
    </div>
  )
}

/** Clocks of one ticket move together: the same thing at one instant is said once, for all of them. Oldest first, as they come. */
function gathered(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const lines: TimelineEntry[] = []
  for (const entry of entries) {
    const last = lines.at(-1)
    const same = last && last.type === entry.type && last.at === entry.at && entry.type.startsWith('obligation.')
    if (same) lines[lines.length - 1] = { ...last, data: { ...last.data, kinds: [...kindsOf(last), ...kindsOf(entry)] } }
    else lines.push({ ...entry, data: { ...entry.data, kinds: kindsOf(entry) } })
  }
  return lines
}

function kindsOf({ data }: TimelineEntry): unknown[] {
  return Array.isArray(data['kinds']) ? data['kinds'] : data['kind'] === undefined ? [] : [data['kind']]
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  const { t } = useTranslation('timeline')
  const words = useWords(entry.data)
  const actor = entry.actor.kind === 'system' ? t('system') : entry.actor.name
  const reason = entry.data['reason'] ?? whoseTime(entry)
  return (
    <li className={`timeline__entry timeline__entry--${entry.type.split('.')[0]}`}>
      <span className="timeline__at">
        <TimeAgo at={entry.at} />
      </span>
      <span className="timeline__text">
        {t(sentenceOf(entry), { ...words, actor, defaultValue: t('other', { actor, type: entry.type }) })}
        {typeof reason === 'string' ? <span className="timeline__reason">{reason}</span> : null}
      </span>
    </li>
  )
}

/** A follow-up with a third party that broke says whose time it was. */
function whoseTime(entry: TimelineEntry): unknown {
  return entry.type === 'obligation.broken' && kindsOf(entry).join() === 'follow_up' ? entry.data['text'] : null
}

/** Words that the system wrote by itself are nobody’s of ours, whoever’s act brought them about; a question ends in two ways. */
function sentenceOf({ type, data }: TimelineEntry): string {
  const byItself = type === 'ticket.message-posted' && data['from'] === 'machine'
  if (type === 'ticket.ask-ended' && data['why'] === 'closed') return 'ticket/ask-ended_closed'
  if (type === 'ticket.confirmation-checked' && data['outcome'] === 'not_so') return 'ticket/confirmation-checked_not_so'
  if (type === 'ticket.participant-added' && typeof data['name'] === 'string') return 'ticket/participant-added_named'
  return byItself ? 'ticket/message-posted_machine' : type.replace('.', '/')
}

const STATIONS = ['from', 'to', 'toStation', 'station']
const PEOPLE = ['fromId', 'toId', 'ownerId', 'byId', 'leadId', 'holderId', 'liaisonId']
const WORDS: Readonly<Record<string, string>> = {
  duty: 'duty',
  severity: 'severity',
  claimed: 'severity',
  outcome: 'loweringOutcome',
  why: 'why',
  kind: 'obligation',
  as: 'closing',
  causeClass: 'cause',
  side: 'side',
  on: 'waitOn',
  channel: 'contactChannel',
  linkedAs: 'linkedAs',
}

/** An event's data as the words of a sentence: stations, people, instants and codes each in the reader's own. */
function useWords(data: TimelineEntry['data']): Record<string, string> {
  const { t, i18n } = useTranslation('timeline')
  const nameOf = useFunctionNames()
  const staff = useQuery({ ...staffQuery({ limit: 200, active: undefined }), staleTime: 10 * 60_000 })
  const person = (id: string) => staff.data?.items.find((each) => each.id === id)?.name ?? t('somebody')
  const worded = Object.entries(data).map(([name, value]): [string, string] => {
    const text = String(value ?? '')
    if (STATIONS.includes(name)) return [name, nameOf(text)]
    if (PEOPLE.includes(name)) return [name, text === '' ? '' : person(text)]
    if (WORDS[name]) return [name, t(`vocabulary:${WORDS[name]}.${text}`, { defaultValue: text })]
    if ((name === 'until' || name.endsWith('At')) && text !== '')
      return [name, absoluteText(typeof value === 'number' ? value : Date.parse(text), i18n.language)]
    if (name === 'kinds' && Array.isArray(value))
      return [
        name,
        value.map((each) => t(`vocabulary:obligation.${String(each)}`, { defaultValue: String(each) })).join(t('ui:listSeparator')),
      ]
    if (Array.isArray(value))
      return [name, value.map((each) => t(`ticket:report.${String(each)}`, { defaultValue: String(each) })).join(t('ui:listSeparator'))]
    return [name, typeof value === 'object' ? '' : text]
  })
  return Object.fromEntries(worded)
}
