/** The acceptance checklist as authors and reviewers read it: what is fulfilled, what is missing, what is advised. */
import { numberText } from '#platform/texts.ts'
import { Heading, Hidden } from '#ui/index.tsx'
import { type Check, MOST_WORDS } from './checklist.ts'
import { LENGTHS, TITLE_LENGTH } from './forms.ts'
import type { PracticeTexts } from './naming.ts'

export const Checklist = ({ t, checks }: { t: PracticeTexts; checks: readonly Check[] }) => {
  const needed = checks.filter((check) => check.needed)
  const advised = checks.filter((check) => !check.needed)
  const done = checks.filter(({ fulfilled }) => fulfilled).length
  return (
    <section class="section checklist" aria-labelledby="checklist">
      <Heading level={2} size="xs" id="checklist">
        {t('check.heading')}
      </Heading>
      <p class="meta">{t('check.count', { done: numberText(t.language, done), all: checks.length })}</p>
      <Checks t={t} title={t('check.needed')} checks={needed} />
      <Checks t={t} title={t('check.advised')} checks={advised} />
      <p class="meta">{t('check.updated')}</p>
    </section>
  )
}

const Checks = ({ t, title, checks }: { t: PracticeTexts; title: string; checks: readonly Check[] }) => (
  <>
    <Heading level={3} size="2xs">
      {title}
    </Heading>
    <ul class="checks">
      {checks.map((check) => (
        <li data-fulfilled={check.fulfilled ? 'yes' : 'no'}>
          <span aria-hidden="true">{check.fulfilled ? '✓' : '○'}</span>{' '}
          <Hidden>{check.fulfilled ? t('check.done') : t('check.open')}: </Hidden>
          {t(`check.${check.name}`)}
          {!check.fulfilled && <Detail t={t} check={check} />}
        </li>
      ))}
    </ul>
  </>
)

/** Where to look: the sections, the acronyms, the measure. */
const Detail = ({ t, check }: { t: PracticeTexts; check: Check }) => {
  if (check.name === 'title') return <span class="meta"> {t('write.length', TITLE_LENGTH)}</span>
  if (check.found.length > 0) return <span class="meta"> {check.found.join(', ')}</span>
  if (check.measured !== undefined)
    return <span class="meta"> {t('check.measured', { words: check.measured, most: MOST_WORDS })}</span>
  if (check.sections.length === 0) return null
  return (
    <ul>
      {check.sections.map((section) => (
        <li>
          <a href={`#field-${section}`}>{t(`section.${section}`)}</a>
          {check.name === 'length' && <span class="meta"> {t('write.length', LENGTHS[section])}</span>}
        </li>
      ))}
    </ul>
  )
}
