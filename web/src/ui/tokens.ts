/**
 * Colours by what they mean. Screens name the meaning (`var(--broken)`), never a colour; each pair of ink and ground
 * keeps at least 4.5:1 in both themes.
 */
export type Scheme = 'light' | 'dark'

const light = {
  ground: '#f1f4f2',
  surface: '#ffffff',
  sunken: '#e8edea',
  hover: '#f0f5f3',
  line: '#dbe3df',
  'line-strong': '#82918b',
  ink: '#14201d',
  'ink-2': '#43524d',
  'ink-3': '#586762',
  accent: '#0b6158',
  'accent-hover': '#0e776c',
  'accent-ink': '#ffffff',
  'accent-soft': '#dceeea',
  focus: '#0a7d70',
  rail: '#10211f',
  'rail-ink': '#a9bdb8',
  'rail-ink-on': '#ffffff',
  'rail-on': '#23403b',
  's1-ground': '#b0142c',
  's1-ink': '#ffffff',
  's1-edge': '#b0142c',
  's2-ground': '#fbe3d2',
  's2-ink': '#8a3400',
  's2-edge': '#c65a16',
  's3-ground': '#f8efcf',
  's3-ink': '#645000',
  's3-edge': '#c2a23a',
  's4-ground': '#edf1ef',
  's4-ink': '#4d5c57',
  's4-edge': '#aab6b2',
  'on-track': '#0b6158',
  'on-track-ground': '#dff0ec',
  'at-risk': '#7a4a00',
  'at-risk-ground': '#fdecc8',
  broken: '#a3122a',
  'broken-ground': '#fce3e6',
  kept: '#2f6a45',
  'kept-ground': '#e2f1e6',
  paused: '#4a5568',
  'paused-ground': '#e9ecf1',
  'customer-ground': '#eaf3fb',
  'customer-edge': '#2f6fa8',
  'customer-label': '#1f5f99',
  'customer-label-ink': '#ffffff',
  'internal-ground': '#fdf7e3',
  'internal-hatch': '#e6cf86',
  'internal-edge': '#a67c00',
  'internal-label': '#6b5200',
  'internal-label-ink': '#ffffff',
  'partner-ground': '#f3eefc',
  'partner-edge': '#6c4bb3',
  'partner-label': '#5b3aa3',
  'partner-label-ink': '#ffffff',
  shadow: '0 1px 2px rgb(16 33 31 / 6%), 0 6px 24px rgb(16 33 31 / 6%)',
} as const

export type Token = keyof typeof light

const dark: Readonly<Record<Token, string>> = {
  ground: '#0c1214',
  surface: '#131b1e',
  sunken: '#1a2427',
  hover: '#182225',
  line: '#263338',
  'line-strong': '#6b7e84',
  ink: '#e4ebe9',
  'ink-2': '#b6c3c0',
  'ink-3': '#96a5a1',
  accent: '#58c4b4',
  'accent-hover': '#7ad6c8',
  'accent-ink': '#04201b',
  'accent-soft': '#12332f',
  focus: '#7ad6c8',
  rail: '#080d0f',
  'rail-ink': '#93a5a1',
  'rail-ink-on': '#ffffff',
  'rail-on': '#1a2f2c',
  's1-ground': '#cf2740',
  's1-ink': '#ffffff',
  's1-edge': '#cf2740',
  's2-ground': '#46240f',
  's2-ink': '#ffb68a',
  's2-edge': '#d9752f',
  's3-ground': '#383011',
  's3-ink': '#f0d88a',
  's3-edge': '#a98d2e',
  's4-ground': '#212c30',
  's4-ink': '#b6c3c0',
  's4-edge': '#52626a',
  'on-track': '#6fd3c3',
  'on-track-ground': '#12332f',
  'at-risk': '#f6c667',
  'at-risk-ground': '#3b2d0c',
  broken: '#ff9ba6',
  'broken-ground': '#45141d',
  kept: '#93cfa6',
  'kept-ground': '#17301f',
  paused: '#b4bfd0',
  'paused-ground': '#232b37',
  'customer-ground': '#0f2130',
  'customer-edge': '#4f9bd6',
  'customer-label': '#2a6fa6',
  'customer-label-ink': '#ffffff',
  'internal-ground': '#262110',
  'internal-hatch': '#5c4b1c',
  'internal-edge': '#b8932e',
  'internal-label': '#d6ae45',
  'internal-label-ink': '#211a02',
  'partner-ground': '#1e1930',
  'partner-edge': '#9a7fe0',
  'partner-label': '#7556c4',
  'partner-label-ink': '#ffffff',
  shadow: '0 1px 2px rgb(0 0 0 / 40%), 0 8px 28px rgb(0 0 0 / 36%)',
}

export const tokens: Readonly<Record<Scheme, Readonly<Record<Token, string>>>> = { light, dark }

/** Writes both schemes as CSS variables, once, before the first paint; `data-theme` on <html> chooses. */
export function installTokens(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`${block(':root', light, 'light')}\n${block(":root[data-theme='dark']", dark, 'dark')}`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}

function block(selector: string, values: Readonly<Record<Token, string>>, scheme: Scheme): string {
  const lines = Object.entries(values).map(([name, value]) => `--${name}: ${value};`)
  return `${selector} { color-scheme: ${scheme}; ${lines.join(' ')} }`
}
