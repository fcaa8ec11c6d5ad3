import { message } from 'antd'
import { useEffect } from 'react'
import { onSaid, takeWaiting } from './say.ts'

/** Shows what is said; loaded when something is said for the first time. */
export function Said() {
  const [show, place] = message.useMessage({ top: 64, maxCount: 3 })
  useEffect(() => {
    const tell = () => {
      for (const { kind, text } of takeWaiting()) void show[kind](text)
    }
    tell()
    return onSaid(tell)
  }, [show])
  return place
}
