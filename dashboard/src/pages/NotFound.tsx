import { Anchor } from '@mantine/core'
import { Empty } from '../parts/Empty'
import { PageHead } from '../parts/PageHead'

export default function NotFound() {
  return (
    <>
      <PageHead title="Not found" />
      <Empty title="There is no such page"><Anchor href="#/">Go to the overview</Anchor></Empty>
    </>
  )
}
