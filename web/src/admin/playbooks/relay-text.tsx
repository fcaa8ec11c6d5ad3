import { useFunctionNames } from '../../api/functions.ts'
import './playbooks.css'

/** The usual way, station after station. */
export function RelayText({ relay }: { readonly relay: readonly string[] }) {
  const nameOf = useFunctionNames()
  return (
    <ol className="relay-text">
      {relay.map((station) => (
        <li key={station}>{nameOf(station)}</li>
      ))}
    </ol>
  )
}
