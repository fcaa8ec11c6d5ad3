import type { ReactNode } from 'react'

type Props = { readonly label: string; readonly heads: readonly string[]; readonly children: ReactNode }

/** Rows under heads. Where it is wider than the screen it scrolls by itself, also by keyboard. An empty head is of the acts. */
export function Sheet({ label, heads, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section className="panel sheet" aria-label={label} tabIndex={0}>
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
