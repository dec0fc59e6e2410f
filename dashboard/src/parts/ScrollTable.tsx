import type { ReactNode } from 'react'

/** Of a row that is on show for stillness alone. */
export const goneRow = { className: 'gone', title: 'No longer in this list' }

/** A table whose rows keep their height; what is wider than the page is scrolled to, by keyboard too. */
export function ScrollTable({ what, width, children }: { what: string, width: number, children: ReactNode }) {
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={`${what}, a table`}>
      <table className="table fixed-rows" style={{ minWidth: width }}>{children}</table>
    </div>
  )
}
