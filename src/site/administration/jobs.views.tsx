/** HTML of queues and jobs. */
import { DataTable, Empty, PostButton, Progress, Section, Tag, useLanguage } from '#ui/index.tsx'
import type { FailedJob, ProgressLine, Queue } from './jobs.ts'
import { Moment } from './naming.tsx'
import { texts, type Words } from './texts.ts'

/** What a queue does, in words where we have them. */
const queueText = (t: Words, name: string) => {
  const key = `queue.${name}`
  return key in texts.messages.en ? t(key as 'queue.mail.send') : name
}

/** The schedules that the program uses, in words; others as cron writes them. */
const scheduleText = (t: Words, cron: string | null) => {
  if (!cron) return t('jobs.onDemand')
  if (cron === '* * * * *') return t('jobs.everyMinute')
  const daily = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(cron)
  if (daily) return t('jobs.daily', { time: `${daily[2]?.padStart(2, '0')}:${daily[1]?.padStart(2, '0')}` })
  return <code>{cron}</code>
}

type Props = { at: string; queues: Queue[]; failed: FailedJob[]; progress: ProgressLine[] }
export const JobsPage = ({ at, queues, failed, progress }: Props) => {
  const t = texts.in(useLanguage())
  return (
    <>
      <Section title={t('jobs.queues')} id="queues">
        {queues.length === 0 ? (
          <Empty text={t('jobs.noQueues')} />
        ) : (
          <DataTable
            caption={t('jobs.queues')}
            captionHidden
            responsive="stack"
            columns={[
              { key: 'name', label: t('jobs.queue') },
              { key: 'schedule', label: t('jobs.schedule') },
              { key: 'last', label: t('jobs.last') },
              { key: 'waiting', label: t('jobs.waiting'), align: 'end' },
              { key: 'active', label: t('jobs.active'), align: 'end' },
              { key: 'completed', label: t('jobs.completed'), align: 'end' },
              { key: 'failed', label: t('jobs.failed'), align: 'end' },
            ]}
            rows={queues.map((queue) => ({
              name: queueText(t, queue.name),
              schedule: scheduleText(t, queue.schedule),
              last: queue.lastRun ? <Moment date={queue.lastRun} /> : t('jobs.never'),
              waiting: queue.waiting,
              active: queue.active,
              completed: queue.completed,
              failed: queue.failed > 0 ? <Tag color="danger">{queue.failed}</Tag> : 0,
            }))}
          />
        )}
      </Section>
      <Section title={t('jobs.long')} id="progress">
        {progress.length === 0 ? <Empty text={t('jobs.noLong')} /> : progress.map((line) => <Line line={line} />)}
      </Section>
      <Section title={t('jobs.failures')} id="failures">
        <Failures at={at} failed={failed} />
      </Section>
    </>
  )
}

const Line = ({ line }: { line: ProgressLine }) => {
  const t = texts.in(useLanguage())
  const text = line.total ? t('jobs.done', { done: line.done, total: line.total }) : String(line.done)
  return (
    <div>
      <Progress
        label={`${queueText(t, line.queue)} ${line.jobId.slice(-6)}`}
        value={line.done}
        max={line.total || Math.max(line.done, 1)}
        text={text}
      />
      <p class="meta">
        {line.note} <Moment date={line.updatedAt} />
      </p>
    </div>
  )
}

const Failures = ({ at, failed }: { at: string; failed: FailedJob[] }) => {
  const t = texts.in(useLanguage())
  if (failed.length === 0) return <Empty text={t('jobs.noFailures')} />
  return (
    <DataTable
      caption={t('jobs.failures')}
      captionHidden
      responsive="stack"
      columns={[
        { key: 'queue', label: t('jobs.queue') },
        { key: 'at', label: t('audit.at') },
        { key: 'message', label: t('jobs.message') },
        { key: 'tries', label: t('jobs.tries'), align: 'end' },
        { key: 'retry', label: t('actions') },
      ]}
      rows={failed.map((job) => ({
        queue: queueText(t, job.queue),
        at: <Moment date={job.at} />,
        message: job.message || '–',
        tries: job.tries,
        retry: (
          <PostButton action={`${at}/jobs/retry`} fields={{ queue: job.queue, id: job.id }} size="sm">
            {t('tryAgain')}
          </PostButton>
        ),
      }))}
    />
  )
}
