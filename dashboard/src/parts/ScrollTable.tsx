import { Table } from '@mantine/core'
import type { ReactNode } from 'react'

/** A table whose rows keep their height; what is wider than the page is scrolled to, by keyboard too. */
export function ScrollTable({ what, width, highlightOnHover = false, children }:
  { what: string, width: number, highlightOnHover?: boolean, children: ReactNode }) {
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={`${what}, a table`}>
      <Table className="fixed-rows" layout="fixed" miw={width} highlightOnHover={highlightOnHover}>{children}</Table>
    </div>
  )
}
