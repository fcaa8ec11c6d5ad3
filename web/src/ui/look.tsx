import { ConfigProvider, theme } from 'antd'
import type { Locale as AntdLocale } from 'antd/es/locale'
import { lazy, type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '#kernel/actor'
import { presentLocale } from '../i18n/locale.ts'
import { onSaid, waitingToBeSaid } from './say.ts'
import { useScheme } from './scheme.ts'
import { type Scheme, tokens } from './tokens.ts'

const FONT =
  "-apple-system, 'Segoe UI', 'Helvetica Neue', 'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif"

const componentWords: Readonly<Record<string, () => Promise<{ default: AntdLocale }>>> = {
  'zh-CN': () => import('antd/locale/zh_CN'),
  en: () => import('antd/locale/en_US'),
}

/** The component library in our tokens, our words and our corners. */
export function Look({ children }: { readonly children: ReactNode }) {
  const scheme = useScheme()
  const locale = useComponentLocale()
  return (
    <ConfigProvider
      {...(locale ? { locale } : {})}
      theme={themeOf(scheme, presentLocale())}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: 'optional', colon: false, scrollToFirstError: true }}
    >
      {children}
      <SaidWhenNeeded />
    </ConfigProvider>
  )
}

const Said = lazy(() => import('./said.tsx').then((module) => ({ default: module.Said })))

function SaidWhenNeeded() {
  const something = useSyncExternalStore(onSaid, () => waitingToBeSaid().length > 0)
  const [ever, setEver] = useState(false)
  useEffect(() => {
    if (something) setEver(true)
  }, [something])
  return ever ? (
    <Suspense fallback={null}>
      <Said />
    </Suspense>
  ) : null
}

function useComponentLocale(): AntdLocale | undefined {
  const { i18n } = useTranslation()
  const [locale, setLocale] = useState<AntdLocale>()
  useEffect(() => {
    let current = true
    void componentWords[i18n.language]?.().then((module) => {
      if (current) setLocale(module.default)
    })
    return () => {
      current = false
    }
  }, [i18n.language])
  return locale
}

function themeOf(scheme: Scheme, language: Locale) {
  const t = tokens[scheme]
  return {
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: t.accent,
      colorInfo: t.accent,
      colorLink: t.accent,
      colorLinkHover: t['accent-hover'],
      colorError: t.broken,
      colorSuccess: t.kept,
      colorWarning: t['at-risk'],
      colorBgBase: t.surface,
      colorTextBase: t.ink,
      colorText: t.ink,
      colorTextSecondary: t['ink-2'],
      colorTextTertiary: t['ink-3'],
      colorTextQuaternary: t['ink-3'],
      colorTextDescription: t['ink-3'],
      colorTextPlaceholder: t['ink-3'],
      colorTextLightSolid: t['accent-ink'],
      colorBgLayout: t.ground,
      colorBgContainer: t.surface,
      colorBgElevated: t.surface,
      colorBorder: t['line-strong'],
      colorBorderSecondary: t.line,
      colorFillTertiary: t.sunken,
      colorBgSpotlight: scheme === 'dark' ? '#2a363a' : '#16211f',
      borderRadius: 8,
      fontFamily: language === 'en' ? `'Latin Quotes', ${FONT}` : FONT,
      fontSize: 14,
      controlHeight: 34,
      // No movement of the library's own: a button's loading sign waits for the end of one that may never come, and stays.
      motion: false,
      motionDurationMid: '0.14s',
      motionDurationSlow: '0.18s',
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 6px' },
      Tooltip: { colorTextLightSolid: '#ffffff' },
      Segmented: { itemSelectedBg: t.surface, trackBg: t.sunken },
      Modal: { titleFontSize: 17 },
      Tabs: { horizontalItemPadding: '10px 2px', horizontalItemGutter: 24 },
    },
  }
}
