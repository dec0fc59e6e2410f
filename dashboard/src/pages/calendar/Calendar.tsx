import { Stack } from '@mantine/core'
import { PageHead } from '../../parts/PageHead'
import { Coming } from './Coming'
import { Past } from './Past'

export default function Calendar() {
  return (
    <>
      <PageHead title="Calendar" />
      <Stack><Past /><Coming /></Stack>
    </>
  )
}
