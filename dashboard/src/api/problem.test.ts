import { expect, it } from 'vitest'
import { asProblem, Problem, problemFrom } from './problem'

it('reads problem JSON with its field errors', () => {
  const problem = problemFrom(400, JSON.stringify({
    type: 't', title: 'The request has wrong fields', status: 400, code: 'invalid-request',
    errors: [{ field: 'timeoutMs', message: 'must be 1 to 900000' }],
  }))
  expect(problem.code).toBe('invalid-request')
  expect(problem.errors).toEqual([{ field: 'timeoutMs', message: 'must be 1 to 900000' }])
  expect(problem.message).toBe('The request has wrong fields')
})

it.each(['<h1>Bad gateway</h1>', '', 'null', '{"error":"x"}'])('survives the answer %j', (text) => {
  const problem = problemFrom(502, text)
  expect(problem.status).toBe(502)
  expect(problem.code).toBe('http-502')
})

it('wraps what is no problem', () => {
  const known = Problem.unreachable(false)
  expect(asProblem(known)).toBe(known)
  expect(asProblem(new TypeError('x is null')).detail).toBe('x is null')
})
