import { ActionIcon, Tooltip } from '@mantine/core'
import type { ApiRequest } from '../api/request'
import { copy } from './copy'
import { curlOf } from './curlOf'
import { Icon } from './icons'

export function CurlButton({ request, what, size = 36, isDisabled = false }:
  { request: ApiRequest, what: string, size?: number, isDisabled?: boolean }) {
  return (
    <Tooltip label={`Copy “${what}” as curl`}>
      <ActionIcon variant="default" size={size} className="curl" disabled={isDisabled} aria-label={`Copy “${what}” as curl`}
        onClick={() => void copy(curlOf(request), 'Command')}>
        <Icon name="terminal" />
      </ActionIcon>
    </Tooltip>
  )
}
