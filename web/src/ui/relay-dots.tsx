import { useFunctionNames } from '../api/functions.ts'
import './relay-dots.css'

type Props = { readonly relay: readonly string[]; readonly station: string; readonly completed: readonly string[]; readonly long?: boolean }

/** The relay as a line of dots: passed stations filled, the present one named, the rest to come. `long` names them all. */
export function RelayDots({ relay, station, completed, long = false }: Props) {
  const nameOf = useFunctionNames()
  const stations = relay.includes(station) ? relay : [...relay, station]
  const words = stations.map((each) => nameOf(each))
  return (
    <span className={`relay${long ? ' relay--long' : ''}`}>
      <ol className="relay__line">
        {stations.map((each, index) => {
          const state = each === station ? 'here' : completed.includes(each) ? 'done' : 'ahead'
          return (
            <li
              key={each}
              className={`relay__stop relay__stop--${state}`}
              aria-current={each === station ? 'step' : undefined}
              title={words[index]}
            >
              <span className="relay__dot" aria-hidden="true" />
              <span className={long || each === station ? 'relay__name' : 'for-readers'}>{words[index]}</span>
            </li>
          )
        })}
      </ol>
    </span>
  )
}
