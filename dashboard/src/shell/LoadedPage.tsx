import { useEffect, useState } from 'react'
import { Lines } from '../parts/Lines'
import type { PageCode } from './pages'

/** A page, once its code is there. Not by Suspense, which keeps what it shows meanwhile for 300 ms at least. */
export function LoadedPage({ code, id }: { code: PageCode, id: string }) {
  const [Page, setPage] = useState(code.page)
  useEffect(() => {
    if (Page !== null) return
    code.load().then((loaded) => setPage(() => loaded), (error: unknown) => setPage(() => { throw error }))
  }, [code, Page])
  return Page === null ? <Lines count={10} /> : <Page id={id} />
}
