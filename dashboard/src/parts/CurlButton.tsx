import { ActionIcon, Tooltip } from '@mantine/core'
import type { ApiRequest } from '../api/request'
import { copy } from './copy'
import { curlOf } from './curlOf'
import { Icon } from './icons'

export function CurlButton({ request, what }: { request: ApiRequest, what: string }) {
  return (
    <Tooltip label={`Copy “${what}” as curl`}>
      <ActionIcon variant="default" size="input-sm" className="curl" aria-label={`Copy “${what}” as curl`}
        onClick={() => void copy(curlOf(request), 'Command')}>
        <Icon name="terminal" />
      </ActionIcon>
    </Tooltip>
  )
}
