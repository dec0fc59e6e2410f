interface Props {
  label: string
  isOn: boolean
  /** Shows that only some of what it stands for are on. */
  isPartly?: boolean
  onChange: (isOn: boolean) => void
}

/** A checkbox in a row: the browser's own, as a page has a hundred. */
export function Check({ label, isOn, isPartly = false, onChange }: Props) {
  return (
    <input type="checkbox" className="check" aria-label={label} checked={isOn}
      ref={(input) => { if (input) input.indeterminate = isPartly }}
      onChange={(event) => onChange(event.currentTarget.checked)} />
  )
}
