import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { monthText, percentText, QUALITIES } from './figures.ts'
import type { QualitiesPage, Share } from './reports-queries.ts'

/** Every figure of every month, customer and line. It is wide, and scrolls by itself; what a row is of stays in sight. */
export function GroupTable({ items }: { readonly items: QualitiesPage['items'] }) {
  const { t, i18n } = useTranslation('reports')
  return (
    <div>
      <h2 id="groups">{t('groups')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <section className="panel group-table" aria-labelledby="groups" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {t('group')}
              </th>
              <th scope="col" rowSpan={2}>
                {t('ticketCount')}
              </th>
              <th scope="col" rowSpan={2}>
                {t('figure.toldFirst')}
              </th>
              {QUALITIES.map(({ quality, figures }) => (
                <th key={quality} scope="colgroup" colSpan={figures.length}>
                  {t(`quality.${quality}`)}
                </th>
              ))}
            </tr>
            <tr>
              {QUALITIES.flatMap(({ figures }) => figures.map(({ key }) => key)).map((key) => (
                <th key={key} scope="col">
                  {t(`figure.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={`${item.month} ${item.account.id} ${item.productLine.id}`}>
                <th scope="row">
                  <Link to="/reports" search={(search) => ({ ...search, account: item.account.id })}>
                    {item.account.name}
                  </Link>
                  <span className="group-table__of">
                    {item.productLine.name} · {monthText(item.month, i18n.language)}
                  </span>
                </th>
                <td>{item.tickets}</td>
                <Cell share={item.toldFirst} />
                {QUALITIES.flatMap(({ figures }) => figures.map(({ key, of }) => <Cell key={key} share={of(item)} />))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function Cell({ share }: { readonly share: Share }) {
  const { t, i18n } = useTranslation('reports')
  return (
    <td>
      <span>{percentText(share, i18n.language) ?? '–'}</span>
      <span className="group-table__n">{t('n', { n: share.n })}</span>
    </td>
  )
}
