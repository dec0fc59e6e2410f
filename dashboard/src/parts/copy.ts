import { say } from './toast'

export async function copy(text: string, what: string): Promise<void> {
  if (await isWritten(text) || isCopiedFromField(text)) say(`${what} copied`)
  else say(`The browser does not allow copying: ${text}`, { isError: true })
}

/** Pages served without TLS from another machine have no clipboard. */
async function isWritten(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** The old way: through a field of the page, within the open dialog if there is one, which holds the focus. */
function isCopiedFromField(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'sr-only'
  const place = document.querySelector('[role="dialog"]') ?? document.body
  place.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return isCopied
}
