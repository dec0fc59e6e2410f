import { Component, type ReactNode } from 'react'
import { ProblemAlert } from '../parts/ProblemAlert'

/** Keeps a page that breaks from taking the others along. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return <ProblemAlert error={this.state.error} onRetry={() => window.location.reload()} />
  }
}
