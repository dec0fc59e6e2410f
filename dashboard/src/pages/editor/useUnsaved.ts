import { useCallback, useEffect } from 'react'
import { useConfirm } from '../../parts/confirm'
import { useLeaveQuestion } from '../../parts/useRoute'

/** Asks before something unsaved is left: the page itself for another page, the browser for all else. */
export function useUnsaved(isUnsaved: boolean): void {
  const confirm = useConfirm()
  const ask = useCallback(
    () => confirm({ question: 'Leave without saving?', yes: 'Leave', no: 'Stay', isDangerous: true }), [confirm])
  useLeaveQuestion(isUnsaved, ask)
  useEffect(() => {
    if (!isUnsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isUnsaved])
}
