/** Over what it belongs to: for the keyboard what a title is for the pointer. */
export function Tip({ text }: { text: string | null }) {
  return text === null ? null : <div className="tip num" aria-hidden="true">{text}</div>
}
