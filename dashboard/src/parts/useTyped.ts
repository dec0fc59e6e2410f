import { useEffect, useRef, useState } from 'react'

/** A field that follows a value and hands on what is typed once typing pauses. */
export function useTyped(value: string, onSettled: (text: string) => void, pauseMs = 300): [string, (text: string) => void] {
  const [text, setText] = useState(value)
  const settled = useRef(onSettled)
  settled.current = onSettled
  const handedOn = useRef(value)

  useEffect(() => {
    if (value === handedOn.current) return
    handedOn.current = value
    setText(value)
  }, [value])

  useEffect(() => {
    if (text === handedOn.current) return
    const timer = setTimeout(() => {
      handedOn.current = text
      settled.current(text)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [text, pauseMs])

  return [text, setText]
}
