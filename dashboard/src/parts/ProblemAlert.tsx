import { Alert, Button, List, Text } from '@mantine/core'
import { asProblem } from '../api/problem'

/** An error as the API told it; with the fields that are wrong, unless they are shown at their place. */
export function ProblemAlert({ error, onRetry, withFields = true }:
  { error: unknown, onRetry?: () => void, withFields?: boolean }) {
  const problem = asProblem(error)
  return (
    <Alert className="problem" title={titleOf(problem.status, problem.title)} role="alert">
      {problem.detail !== null && <Text size="sm">{problem.detail}</Text>}
      {!withFields && problem.errors.length > 0 && <Text size="sm">The fields below say why.</Text>}
      {withFields && problem.errors.length > 0 && (
        <List size="sm" mt="xs">
          {problem.errors.map(({ field, message }) => (
            <List.Item key={`${field} ${message}`}><span className="mono">{field}</span> {message}</List.Item>
          ))}
        </List>
      )}
      <Text size="xs" mt="xs" className="mono">{problem.code}</Text>
      {onRetry && <Button mt="sm" size="xs" variant="default" onClick={onRetry}>Try again</Button>}
    </Alert>
  )
}

function titleOf(status: number, title: string): string {
  return status === 403 ? `Not allowed with this key: ${title}` : title
}
