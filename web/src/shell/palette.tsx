import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ticketListQuery } from '../tickets/ticket-queries.ts'
import { chooseScheme, useScheme } from '../ui/scheme.ts'
import { SeverityBadge } from '../ui/severity-badge.tsx'
import { switchLanguage } from './language-switch.tsx'
import './palette.css'

type Props = { readonly onClose: () => void; readonly onHelp: () => void }

/** Search and commands in one place: a number opens that ticket, words find tickets, the rest are acts. */
export function Palette({ onClose, onHelp }: Props) {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const scheme = useScheme()
  const done = (act: () => unknown) => () => {
    onClose()
    void act()
  }
  const number = /^(?:t-?)?(\d+)$/i.exec(text.trim())?.[1]
  return (
    <Command.Dialog open onOpenChange={(open) => (open ? undefined : onClose())} label={t('palette.label')} className="palette" loop>
      <Command.Input className="palette__input" placeholder={t('palette.placeholder')} value={text} onValueChange={setText} />
      <Command.List className="palette__list">
        <Command.Empty className="palette__empty">{t('palette.empty')}</Command.Empty>
        {number ? (
          <Command.Item value={text} onSelect={done(() => navigate({ to: '/tickets/$number', params: { number: `T-${number}` } }))}>
            {t('palette.open', { number: `T-${number}` })}
          </Command.Item>
        ) : null}
        <Found text={text} onOpen={(ref) => done(() => navigate({ to: '/tickets/$number', params: { number: ref } }))()} />
        <Command.Group heading={t('palette.go')}>
          <Command.Item onSelect={done(() => navigate({ to: '/report' }))}>{t('report')}</Command.Item>
          <Command.Item onSelect={done(() => navigate({ to: '/' }))}>{t('rail.frontLine')}</Command.Item>
          <Command.Item onSelect={done(() => navigate({ to: '/desk' }))}>{t('rail.desk')}</Command.Item>
          <Command.Item onSelect={done(() => navigate({ to: '/tickets' }))}>{t('rail.tickets')}</Command.Item>
        </Command.Group>
        <Command.Group heading={t('palette.settings')}>
          <Command.Item onSelect={done(switchLanguage)}>{t('language')}</Command.Item>
          <Command.Item onSelect={done(() => chooseScheme(scheme === 'dark' ? 'light' : 'dark'))}>
            {t(`scheme.${scheme === 'dark' ? 'light' : 'dark'}`)}
          </Command.Item>
          <Command.Item onSelect={done(onHelp)}>{t('me.keyboard')}</Command.Item>
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  )
}

function Found({ text, onOpen }: { readonly text: string; readonly onOpen: (number: string) => void }) {
  const { t } = useTranslation('shell')
  const q = useDeferredValue(text.trim())
  const { data } = useQuery({ ...ticketListQuery({ q, limit: 8 }), enabled: q.length >= 2 })
  if (!data || data.items.length === 0 || q.length < 2) return null
  return (
    <Command.Group heading={t('palette.tickets')}>
      {data.items.map((row) => (
        <Command.Item key={row.id} value={`${row.number} ${row.title} ${text}`} onSelect={() => onOpen(row.number)}>
          <SeverityBadge severity={row.severity} />
          <span className="palette__number">{row.number}</span>
          <span className="palette__title">{row.title}</span>
          <span className="palette__account">{row.account.name}</span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}
