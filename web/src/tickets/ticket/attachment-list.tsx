import { useTranslation } from 'react-i18next'
import type { Message } from '../ticket-queries.ts'
import './attachment-list.css'

export function AttachmentList({ attachments }: { readonly attachments: Message['attachments'] }) {
  const { i18n, t } = useTranslation('ticket')
  return (
    <ul className="attachments" aria-label={t('attachments.label')}>
      {attachments.map((each) => (
        <li key={each.id}>
          <a href={`/api/v1/attachments/${each.id}/content`} target="_blank" rel="noreferrer">
            {each.name}
          </a>
          <span className="muted">{sizeText(each.size, i18n.language)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Bytes in the unit people read: kB below a megabyte, MB above. */
export function sizeText(bytes: number, locale: string): string {
  const big = bytes >= 1_000_000
  return new Intl.NumberFormat(locale, { style: 'unit', unit: big ? 'megabyte' : 'kilobyte', maximumFractionDigits: 1 }).format(
    bytes / (big ? 1_000_000 : 1_000),
  )
}
