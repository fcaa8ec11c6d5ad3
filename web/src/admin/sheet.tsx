import type { CSSProperties, ReactNode } from 'react'
import './sheet.css'

type Props = { readonly label: string; readonly heads: readonly string[]; readonly wide?: boolean; readonly children: ReactNode }

/**
 * Rows under heads; an empty head is of the acts. On a phone each row is a card that says its heads again; what is `wide` stays
 * a table there and scrolls by itself, also by keyboard.
 */
export function Sheet({ label, heads, wide = false, children }: Props) {
  const said = Object.fromEntries(heads.map((head, index) => [`--head-${index + 1}`, JSON.stringify(head)])) as CSSProperties
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section className={`panel sheet${wide ? ' sheet--wide' : ''}`} style={said} aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head) =>
              head === '' ? (
                <td key="acts" />
              ) : (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
