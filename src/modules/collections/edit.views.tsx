/** The form of a collection: its text, and its records with their notes, in their order. Every button saves what was typed. */
import { emptyForm, type FormState } from '#platform/forms.ts'
import { Button, Field, Form, Heading, Link, Meta, Section } from '#ui/index.tsx'
import { LENGTHS, noteName } from './forms.ts'
import type { CollectionLine } from './queries.ts'
import type { CollectionTexts } from './texts.ts'
import { collectionPath, langOf, type ShownItem, TextFields } from './views.tsx'

type EditProps = {
  t: CollectionTexts
  line: CollectionLine
  items: readonly ShownItem[]
  unseen: number
  form: FormState
}
export const EditPage = ({ t, line, items, unseen, form }: EditProps) => (
  <div class="section">
    <Heading level={1}>{t('edit.title')}</Heading>
    <Form
      action={collectionPath(t, line.slug, '/edit')}
      form={form}
      submit={t('edit.submit')}
      more={<Link href={collectionPath(t, line.slug)}>{t('edit.back')}</Link>}
    >
      {/* Enter in a field presses the first button of a form: this one saves, the others would move a record. */}
      <button class="ds-sr-only" type="submit" tabindex={-1}>
        {t('edit.submit')}
      </button>
      <TextFields t={t} form={form} withLanguage={line.isNew} />
      <Section title={t('edit.records')} id="records">
        {items.length === 0 && <p>{t('page.empty')}</p>}
        <ol class="collection">
          {items.map((item, index) => (
            <li id={`item-${item.line.id}`}>
              <ItemFields t={t} item={item} form={form} isFirst={index === 0} isLast={index === items.length - 1} />
            </li>
          ))}
        </ol>
        {unseen > 0 && <Meta>{t('page.unseen', { count: unseen })}</Meta>}
      </Section>
    </Form>
  </div>
)

type ItemProps = { t: CollectionTexts; item: ShownItem; form: FormState; isFirst: boolean; isLast: boolean }
const ItemFields = ({ t, item, form, isFirst, isLast }: ItemProps) => {
  const { line } = item
  const about = <span class="ds-sr-only">: {line.title}</span>
  return (
    <div class="ds-card">
      <Heading level={3} size="xs" lang={langOf(line.lang, t)}>
        <Link href={line.href}>{line.title}</Link>
      </Heading>
      <Field form={form} name={noteName(line.id)} label={t('field.note')} rows={2} maxlength={LENGTHS.note.to} />
      <div class="actions">
        {!isFirst && (
          <Button name="intent" value={`up:${line.id}`} variant="secondary" size="sm">
            <span aria-hidden="true">↑</span> {t('edit.up')}
            {about}
          </Button>
        )}
        {!isLast && (
          <Button name="intent" value={`down:${line.id}`} variant="secondary" size="sm">
            <span aria-hidden="true">↓</span> {t('edit.down')}
            {about}
          </Button>
        )}
        <Button name="intent" value={`drop:${line.id}`} variant="tertiary" size="sm">
          {t('edit.drop')}
          {about}
        </Button>
      </div>
    </div>
  )
}

/** The form as the collection is now. */
export const formOf = (
  line: CollectionLine,
  text: { title: string; description: string },
  items: readonly ShownItem[],
): FormState => ({
  ...emptyForm({
    ...text,
    language: line.original,
    ...Object.fromEntries(items.map((item) => [noteName(item.line.id), item.note ?? ''])),
  }),
  revision: line.revision,
})
