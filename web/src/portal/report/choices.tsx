type Props<V extends string> = {
  readonly legend: string
  readonly hint?: string
  readonly name: string
  readonly value: V | ''
  readonly options: readonly { readonly value: V; readonly label: string; readonly more?: string }[]
  readonly onChange: (value: V) => void
  readonly problem?: string | undefined
}

/** One of a few, each a row that a thumb hits. */
export function Choices<V extends string>({ legend, hint, name, value, options, onChange, problem }: Props<V>) {
  return (
    <fieldset className="choices" aria-describedby={problem ? `${name}-problem` : undefined}>
      <legend className="field__label">{legend}</legend>
      {hint ? <p className="field__hint">{hint}</p> : null}
      {options.map((option) => (
        <label key={option.value} className="choices__one">
          <input type="radio" name={name} value={option.value} checked={value === option.value} onChange={() => onChange(option.value)} />
          <span>
            <span className="choices__word">{option.label}</span>
            {option.more ? <span className="choices__more">{option.more}</span> : null}
          </span>
        </label>
      ))}
      {problem ? (
        <p className="field__problem" id={`${name}-problem`} role="alert">
          {problem}
        </p>
      ) : null}
    </fieldset>
  )
}
