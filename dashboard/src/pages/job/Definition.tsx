import { Code } from '@mantine/core'
import type { Job } from '../../api/types'
import { formatMs } from '../../lib/durations'
import { hrefTo } from '../../lib/route'
import { Facts } from '../../parts/Facts'
import { Time } from '../../parts/Time'
import { dstWords, misfireWords, overlapWords, typeWords } from '../../lib/words'

export function Definition({ job }: { job: Job }) {
  const { retry } = job
  const headers = Object.entries(job.headers)
  const noBody = ['POST', 'PUT', 'PATCH'].includes(job.method) ? 'Carillon’s envelope' : 'None'
  const body = job.body === null ? noBody : <pre className="text" tabIndex={0}>{bodyText(job)}</pre>
  return (
    <Facts facts={[
      ['Schedule', <><Code>{job.schedule}</Code> {job.scheduleDescription}</>],
      ['Time zone', job.timeZone],
      ['Target', <><strong>{job.method}</strong> {job.api}</>],
      ['Headers', headers.length === 0 ? 'None' : headers.map(([name, value]) => <div key={name} className="mono">{name}: {value}</div>)],
      ['Body', body],
      ['Guarantee', typeWords[job.type]],
      ['Recurring', job.isRecurring ? 'Yes' : 'No: fires once'],
      ['Timeout', formatMs(job.timeoutMs)],
      ['Retries', job.maxRetryCount === 0 ? 'None'
        : `Up to ${job.maxRetryCount}: first after ${formatMs(retry.initialDelayMs)}, times ${retry.multiplier},`
          + ` at most ${formatMs(retry.maxDelayMs)}, jitter ${retry.jitter}`],
      ['Overlap', overlapWords[job.overlap]],
      ['Misfire', `${misfireWords[job.misfire]}${job.misfire === 'FIRE_ALL' ? ` of ${formatMs(job.catchUpWindowMs)}` : ''}`],
      ['Start deadline', formatMs(job.startDeadlineMs)],
      ['Left-out times', dstWords[job.dst]],
      ...(job.startAt === null ? [] : [['Not before', <Time at={job.startAt} form="full" />] as const]),
      ...(job.endAt === null ? [] : [['Not after', <Time at={job.endAt} form="full" />] as const]),
      ['Tags', job.tags.length === 0 ? 'None'
        : job.tags.map((tag) => <a key={tag} className="tag" href={hrefTo(['jobs'], { tag })}>{tag}</a>)],
      ['Alert webhook', job.alertWebhook ?? 'The installation’s'],
      ['Version', <>{job.version}, of <Time at={job.updatedAt} form="full" /></>],
      ['Created', <Time at={job.createdAt} form="full" />],
    ]} />
  )
}

function bodyText({ body }: Job): string {
  return typeof body === 'string' ? body : JSON.stringify(body, null, 2)
}
