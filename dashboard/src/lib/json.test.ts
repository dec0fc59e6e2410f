import { expect, it } from 'vitest'
import { asWritten, ExactNumber, isJsonObject, parseJson } from './json'

it.each([
  '0', '-0', '0.0', '0e5', '1', '1.0', '-2.50', '1e2', '1E+2', '100', '0.0001', '1.0E-4', '9.993004896572400E-4',
  '0.30000000000000004', '9007199254740991', '9007199254740992', '1.7976931348623157E308', '5e-324',
])('takes %s for the number it is', (text) => {
  expect(asWritten(Number(text), text)).toBe(Number(text))
})

it.each([
  '9007199254740993', '-9007199254740993', '12345678901234567890', '0.1234567890123456789', '1.00000000000000000001', '1e400', '1e-400',
])('keeps %s, which a double would change', (text) => {
  expect(asWritten(Number(text), text)).toEqual(new ExactNumber(text))
})

it('leaves what is no number alone', () => {
  expect(asWritten('1', undefined)).toBe('1')
  expect(asWritten(null, 'null')).toBeNull()
  expect(asWritten(7, undefined)).toBe(7)
})

it('reads JSON', () => {
  expect(parseJson('{"a": [1, "x", null, {"b": 0.5}]}')).toEqual({ a: [1, 'x', null, { b: 0.5 }] })
  expect(() => parseJson('{"a": ')).toThrow(SyntaxError)
})

it('tells objects from lists, and from numbers that are kept', () => {
  expect([{}, [], null, 'x', new ExactNumber('9007199254740993')].map(isJsonObject)).toEqual([true, false, false, false, false])
})
