import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { MINUTE } from '#kernel/instant'
import { useNow } from './now.ts'
import { absoluteText, relativeText } from './time-text.ts'

/** An instant, relative; absolute in the reader's zone on hover. `at` is RFC 3339. */
export function TimeAgo({ at }: { readonly at: string }) {
  const { i18n } = useTranslation()
  const now = useNow(MINUTE)
  const epochMs = Date.parse(at)
  const absolute = absoluteText(epochMs, i18n.language)
  return (
    <Tooltip title={absolute} mouseEnterDelay={0.3}>
      <time className="tabular" dateTime={at}>
        {relativeText(epochMs, now, i18n.language)}
      </time>
    </Tooltip>
  )
}
