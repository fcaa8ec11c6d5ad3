import { useEffect, useRef, useState } from 'react'

const PREFIX = 'muster.draft.'

/** Text or a form that survives a closed tab, a lost line and a crash: every change is kept in this browser until it is sent. */
export function useDraft<T>(key: string, empty: T): [T, (next: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => read(key) ?? empty)
  const present = useRef(key)
  useEffect(() => {
    if (present.current === key) return
    present.current = key
    setValue(read<T>(key) ?? empty)
  }, [key, empty])
  const keep = (next: T) => {
    setValue(next)
    if (JSON.stringify(next) === JSON.stringify(empty)) localStorage.removeItem(PREFIX + key)
    else localStorage.setItem(PREFIX + key, JSON.stringify(next))
  }
  const drop = () => {
    setValue(empty)
    localStorage.removeItem(PREFIX + key)
  }
  return [value, keep, drop]
}

function read<T>(key: string): T | null {
  const kept = localStorage.getItem(PREFIX + key)
  if (kept === null) return null
  try {
    return JSON.parse(kept) as T
  } catch {
    localStorage.removeItem(PREFIX + key)
    return null
  }
}
