import { Button, Group, Modal, Text } from '@mantine/core'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { useRoute } from './useRoute'

interface Question {
  readonly question: string
  readonly yes: string
  readonly no?: string
  readonly isDangerous: boolean
}

const Context = createContext<(question: Question) => Promise<boolean>>(() => Promise.resolve(false))

/** Asks the reader yes or no; closing the dialog is no, and so is going to another page. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  return useContext(Context)
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<(Question & { answer: (yes: boolean) => void }) | null>(null)
  const ask = useCallback((question: Question) => new Promise<boolean>((resolve) => {
    setOpen({ ...question, answer: (yes) => { setOpen(null); resolve(yes) } })
  }), [])
  const place = useRoute().path.join('/')
  useEffect(() => open?.answer(false), [place])
  return (
    <Context value={ask}>
      {children}
      <Modal opened={open !== null} onClose={() => open?.answer(false)} title="Please confirm" centered
        closeButtonProps={{ 'aria-label': 'Close' }}>
        <Text mb="lg">{open?.question}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={() => open?.answer(false)}>{open?.no ?? 'Keep'}</Button>
          <Button {...(open?.isDangerous ? { color: 'red.9' } : {})} onClick={() => open?.answer(true)}>{open?.yes}</Button>
        </Group>
      </Modal>
    </Context>
  )
}
