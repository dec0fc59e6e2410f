import { say } from './toast'

export async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    say(`${what} copied`)
  } catch {
    say(`The browser does not allow copying: ${text}`, { isError: true })
  }
}
