/**
 * Under what name customers know those who write from a mailbox. `color` as `#1a7f37`: of the buttons in its mails; `footer`: lines at their end, a
 * hotline or an address; null: none.
 */
export type Brand = { readonly name: string; readonly color: string | null; readonly footer: string | null }

const WHITE_READS_BELOW = 0.179

/** Black or white, whichever reads better on a colour: the contrast is at least 4.5 either way (WCAG 2.2, relative luminance). */
export function inkOn(color: string): '#000000' | '#ffffff' {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255)) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < WHITE_READS_BELOW ? '#ffffff' : '#000000'
}

function linear(share: number): number {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
