/** The part of another form in which one says which methods and tools were applied, finds them, and adds what is not there yet. */
import { type FormState, hasErrors, typedValue } from '#platform/forms.ts'
import type { Language } from '#platform/languages.ts'
import { Button, Choice, Details, Field, Fieldset, fieldId, MarkOptional, Meta, useLanguage } from '#ui/index.tsx'
import { CHOSEN, FIND, fieldOfNew, type MethodChoices, MORE, MOST_NEW, shownNumbers, WORDS } from './choosing.ts'
import { LENGTHS } from './forms.ts'
import type { MethodLine } from './lines.ts'
import { METHOD_KINDS } from './schema.ts'
import { type MethodTexts, texts } from './texts.ts'

type PickerProps = {
  form: FormState
  choices: MethodChoices /** Language in which the text is written. */
  lang: Language
}

/**
 * Works by itself: the button brings the form back with what was found. Where the script of the portal runs, it finds as one types,
 * and what is taken stands among the chosen at once (`data-ticks`).
 */
export const MethodPicker = ({ form, choices, lang }: PickerProps) => {
  const t = texts.in(useLanguage())
  const { chosen, found } = choices
  const searched = found !== undefined
  return (
    <Fieldset legend={t('part.record')} hint={t('pick.hint')}>
      <div class="ticks" data-ticks="" data-ticks-said={t('pick.added', { label: '{label}' })}>
        <div data-ticks-chosen="" hidden={chosen.length === 0}>
          <Meta>{t('pick.chosen')}</Meta>
          <div class="ticks" data-ticks-list="">
            {chosen.map((line) => (
              <Tick t={t} line={line} checked />
            ))}
          </div>
        </div>
        <template>
          <div class="ds-field">
            <input class="ds-input" type="checkbox" id="tick" name={CHOSEN} checked />
            <label class="ds-label" data-weight="regular" for="tick">
              {t('pick.chosen')}
            </label>
          </div>
        </template>
        <MarkOptional.Provider value={false}>
          <Field
            form={form}
            name={WORDS}
            type="search"
            label={t('pick.find')}
            suggestUrl={`/${t.language}/methods/suggest`}
            autofocus={searched || undefined}
          />
        </MarkOptional.Provider>
        <p>
          <Button variant="secondary" size="sm" name="intent" value={FIND}>
            {t('pick.search')}
          </Button>
        </p>
        {searched && (
          <div role="status">
            <p>{found.length ? t('pick.found') : t('pick.none', { words: typedValue(form, WORDS) })}</p>
            <div class="ticks">
              {found.map((line) => (
                <Tick t={t} line={line} checked={false} />
              ))}
            </div>
          </div>
        )}
      </div>
      <NewMethods t={t} form={form} lang={lang} open={found?.length === 0} />
    </Fieldset>
  )
}

const Tick = ({ t, line, checked }: { t: MethodTexts; line: MethodLine; checked: boolean }) => {
  const id = `${fieldId(CHOSEN)}-${line.id}`
  return (
    <div class="ds-field">
      <input class="ds-input" type="checkbox" id={id} name={CHOSEN} value={line.id} checked={checked} />
      <label class="ds-label" data-weight="regular" for={id}>
        <span lang={line.lang === t.language ? undefined : line.lang}>{line.title}</span> ({t(`kind.${line.kind}`)}
        {line.state === 'submitted' && `, ${t('pick.waits')}`})
      </label>
    </div>
  )
}

const NewMethods = ({ t, form, lang, open }: { t: MethodTexts; form: FormState; lang: Language; open: boolean }) => {
  const numbers = shownNumbers(form)
  const wrong = hasErrors({ ...form, errors: Object.fromEntries(errorsOfNew(form)) })
  const asked = typedValue(form, 'intent') === MORE
  return (
    <Details summary={t('pick.add')} open={open || wrong || asked || numbers.length > 1}>
      <Meta>{t('pick.addHint')}</Meta>
      <MarkOptional.Provider value={false}>
        {numbers.map((number) => (
          <Fieldset legend={t('pick.new', { number })}>
            <Field
              form={form}
              name={fieldOfNew(number, 'title')}
              label={t('field.title')}
              maxlength={LENGTHS.title.to}
              lang={lang}
              autofocus={(asked && number === numbers.at(-1)) || undefined}
            />
            <Choice
              form={form}
              name={fieldOfNew(number, 'kind')}
              label={t('field.kind')}
              empty={false}
              options={METHOD_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
            <Field
              form={form}
              name={fieldOfNew(number, 'summary')}
              label={t('pick.newSummary')}
              rows={2}
              maxlength={LENGTHS.summary.to}
              lang={lang}
            />
          </Fieldset>
        ))}
      </MarkOptional.Provider>
      {numbers.length < MOST_NEW && (
        <p>
          <Button variant="tertiary" size="sm" name="intent" value={MORE}>
            {t('pick.more')}
          </Button>
        </p>
      )}
    </Details>
  )
}

const errorsOfNew = (form: FormState) => Object.entries(form.errors).filter(([name]) => name.startsWith('newMethod'))
