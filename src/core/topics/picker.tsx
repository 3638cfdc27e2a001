/** Choosing topics in a form, and showing those of a record. Pages of topics are in views.tsx. */
import { type FormState, typedValues } from '#platform/forms.ts'
import { Details, Fieldset, fieldId, Tag, useLanguage } from '#ui/index.tsx'
import { MOST_TOPICS } from './forms.ts'
import { topicName, topicPath, topicTree } from './naming.ts'
import type { TopicLine, TopicName } from './queries.ts'
import { texts } from './texts.ts'

export type TopicPickerProps = {
  form: FormState
  /** All topics: `listTopics(db)`. */
  topics: readonly TopicLine[]
  name?: string
  label?: string
  hint?: string
  most?: number
}
/**
 * Boxes to tick, one group a broad topic; a group with a choice in it stands open. Works by itself; where the script of
 * the portal runs, an input narrows the boxes by name and everyday word as one types.
 */
export const TopicPicker = ({ form, topics, name = 'topics', label, hint, most = MOST_TOPICS }: TopicPickerProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  const chosen = typedValues(form, name)
  return (
    <Fieldset legend={label ?? t('title')} hint={hint ?? t('picker.hint', { most })} form={form} name={name}>
      <div
        data-narrow=""
        data-narrow-none={t('picker.none')}
        data-narrow-some={t('picker.found', { count: '{count}' })}
      >
        {/* Shown by the script, without which it could do nothing. */}
        <div hidden data-narrow-field="">
          <div class="ds-field">
            <label class="ds-label" for={`${fieldId(name)}-find`}>
              {t('find')}
            </label>
            <input class="ds-input" type="search" id={`${fieldId(name)}-find`} autocomplete="off" />
            <p class="counter" role="status" />
          </div>
        </div>
        {topicTree(topics, language).map(({ broad, narrower }) => {
          const ticked = [broad, ...narrower].filter(({ id }) => chosen.includes(id)).length
          const summary = ticked
            ? `${topicName(broad, language)} (${t('picker.chosen', { count: ticked })})`
            : topicName(broad, language)
          return (
            <div data-narrow-group="">
              <Details summary={summary} open={ticked > 0}>
                <div class="ticks">
                  {[broad, ...narrower].map((topic) => (
                    <div data-narrow-words={wordsOf(topic, language)}>
                      <div class="ds-field">
                        <input
                          class="ds-input"
                          type="checkbox"
                          id={`${fieldId(name)}-${topic.id}`}
                          name={name}
                          value={topic.id}
                          checked={chosen.includes(topic.id)}
                        />
                        <label class="ds-label" data-weight="regular" for={`${fieldId(name)}-${topic.id}`}>
                          {topic === broad
                            ? t('picker.whole', { name: topicName(topic, language) })
                            : topicName(topic, language)}
                        </label>
                      </div>
                    </div>
                  ))}
                </div>
              </Details>
            </div>
          )
        })}
      </div>
    </Fieldset>
  )
}

const wordsOf = (topic: TopicLine, language: keyof TopicLine['names']) =>
  [topic.names[language], ...(topic.synonyms[language] ?? [])].join(' ').toLowerCase()

/** The topics of a record, each leading to its page. */
export const TopicTags = ({ topics, base }: { topics: readonly TopicName[]; base?: (id: string) => string }) => {
  const language = useLanguage()
  if (topics.length === 0) return null
  return (
    <ul class="tag-list" aria-label={texts.in(language)('title')}>
      {topics.map((topic) => (
        <li>
          <Tag href={base?.(topic.id) ?? `/${language}${topicPath(topic.id)}`}>{topicName(topic, language)}</Tag>
        </li>
      ))}
    </ul>
  )
}
