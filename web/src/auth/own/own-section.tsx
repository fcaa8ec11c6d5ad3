import { type ReactNode, useId } from 'react'
import './own.css'

type Props = { readonly title: string; readonly teach?: string; readonly state?: ReactNode; readonly children: ReactNode }

/** One matter of one's own: what it is, how it stands, what can be done. */
export function OwnSection({ title, teach, state, children }: Props) {
  const id = useId()
  return (
    <section className="own" aria-labelledby={id}>
      <header className="own__head">
        <h2 id={id}>{title}</h2>
        {state}
      </header>
      {teach ? <p className="own__teach">{teach}</p> : null}
      {children}
    </section>
  )
}
