import { expect, it } from 'vitest'
import { toCurl } from './curl'

const base = 'http://127.0.0.1:8080/'

it('writes a plain read', () => {
  expect(toCurl({ method: 'GET', path: '/jobs/1' }, base, false)).toBe('curl http://127.0.0.1:8080/api/v1/jobs/1')
})

it('quotes a query for the shell', () => {
  expect(toCurl({ method: 'GET', path: '/jobs', query: { text: "it's", tag: undefined } }, base, false))
    .toBe("curl 'http://127.0.0.1:8080/api/v1/jobs?text=it%27s'")
})

it('leaves the key to the environment, and quotes a body', () => {
  const command = toCurl(
    { method: 'PUT', path: '/jobs/1', headers: { 'If-Match': '"3"' }, body: { name: "o'clock" } }, base, true)
  expect(command).toBe(
    'curl -X PUT http://127.0.0.1:8080/api/v1/jobs/1 -H "X-API-Key: $CARILLON_KEY"'
    + ` -H 'If-Match: "3"' -H 'Content-Type: application/json' -d '{"name":"o'\\''clock"}'`)
})
