/** Collections as HTML: the public list, one collection, one's own. Its form is in edit.views.tsx, what stands on other records' pages in shelf.views.tsx. */
import type { Child } from 'hono/jsx'
import { countryOf } from '#countries/index.ts'
import { countryName } from '#modules/practices/index.ts'
import { emptyForm, type FormState } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '#platform/languages.ts'
import type { Part, RecordLine } from '#platform/module.ts'
import { dateText } from '#platform/texts.ts'
import {
  Actions,
  Alert,
  ButtonLink,
  Card,
  Choice,
  Details,
  Empty,
  ExampleNotice,
  ExampleTag,
  Field,
  Form,
  Heading,
  Lead,
  Link,
  Meta,
  Pager,
  PostButton,
  Radios,
  RecordCard,
  Section,
  Tag,
} from '#ui/index.tsx'
import { LENGTHS } from './forms.ts'
import type { CollectionLine } from './queries.ts'
import type { CollectionTexts } from './texts.ts'

export const collectionPath = (t: CollectionTexts, slug = '', page = '') =>
  `/${t.language}/collections${slug && `/${encodeURIComponent(slug)}`}${page}`

export const langOf = (lang: string | null, t: CollectionTexts) =>
  lang === null || lang === t.language ? undefined : (lang as CollectionLine['lang'])
export const dayOf = (t: CollectionTexts, line: CollectionLine, day = line.updatedAt) =>
  dateText(t.language, day, 'long', countryOf(line.country).timeZone)

/** In whose name it is. */
const By = ({ t, line }: { t: CollectionTexts; line: CollectionLine }) =>
  line.by ? <span lang={langOf(line.by.lang, t)}>{line.by.name}</span> : <>{t('by.gone')}</>

const StateTag = ({ t, line }: { t: CollectionTexts; line: CollectionLine }) => {
  const state = line.hiddenFor !== null ? 'hidden' : line.visibility === 'public' ? 'public' : 'own'
  return (
    <Tag color={({ hidden: 'warning', public: 'success', own: 'neutral' } as const)[state]}>{t(`state.${state}`)}</Tag>
  )
}

type CardProps = { t: CollectionTexts; line: CollectionLine; level?: 2 | 3; own?: boolean }
export const CollectionCard = ({ t, line, level = 2, own }: CardProps) => (
  <article class="ds-card record-card" data-linked="">
    <p class="record-kind">
      {own ? <StateTag t={t} line={line} /> : <span>{t('kind')}</span>}
      {line.example && <ExampleTag />}
    </p>
    <Heading level={level} size="xs" lang={langOf(line.lang, t)}>
      <a class="card-link" href={collectionPath(t, line.slug)}>
        {line.title}
      </a>
    </Heading>
    <ul class="record-meta">
      {!own && (
        <li>
          <By t={t} line={line} />
        </li>
      )}
      <li>{t('count', { count: line.count })}</li>
      <li>{t('updated', { date: dayOf(t, line) })}</li>
    </ul>
    {line.description && (
      <p class="record-summary" lang={langOf(line.lang, t)}>
        {beginningOf(line.description)}
      </p>
    )}
  </article>
)

/** As much of a text as a card holds, cut at a word. */
export const beginningOf = (text: string, letters = 220) =>
  text.length <= letters ? text : `${text.slice(0, letters).replace(/\s+\S*$/, '')}…`

export const CollectionCards = ({
  lines,
  ...props
}: Omit<CardProps, 'line'> & { lines: readonly CollectionLine[] }) => (
  <ul class="card-grid card-grid-wide">
    {lines.map((line) => (
      <li>
        <CollectionCard {...props} line={line} />
      </li>
    ))}
  </ul>
)

type ListProps = {
  t: CollectionTexts
  lines: readonly CollectionLine[]
  total: number
  page: number
  hasNext: boolean
  isMember: boolean
}
export const CollectionsPage = ({ t, lines, total, page, hasNext, isMember }: ListProps) => (
  <div class="section">
    <Heading level={1}>{t('list.title')}</Heading>
    <Lead>{t('list.lead')}</Lead>
    {isMember && (
      <Actions>
        <ButtonLink href={collectionPath(t, 'mine')} variant="secondary">
          {t('mine.title')}
        </ButtonLink>
      </Actions>
    )}
    <p role="status">
      <strong>{t('list.count', { count: total })}</strong>
    </p>
    {lines.length === 0 ? <Empty text={t('list.none')} /> : <CollectionCards t={t} lines={lines} />}
    <Pager page={page} hasNext={hasNext} href={(to) => `${collectionPath(t)}?page=${to}`} />
    <Meta>
      {t('list.data')} <a href={`${collectionPath(t)}/list.atom`}>Atom</a>,{' '}
      <a href="/api/v1/collections/list.json">JSON</a>
    </Meta>
  </div>
)

type MineProps = { t: CollectionTexts; lines: readonly CollectionLine[]; form: FormState }
export const MinePage = ({ t, lines, form }: MineProps) => (
  <div class="section">
    <Heading level={1}>{t('mine.title')}</Heading>
    <Lead>{t('mine.lead')}</Lead>
    {lines.length === 0 ? <Empty text={t('mine.none')} /> : <CollectionCards t={t} lines={lines} own />}
    <Section title={t('new.title')} id="new">
      <Form action={collectionPath(t, 'mine')} form={form} submit={t('new.submit')}>
        <TextFields t={t} form={form} withLanguage />
      </Form>
    </Section>
  </div>
)

export const TextFields = ({
  t,
  form,
  withLanguage,
}: {
  t: CollectionTexts
  form: FormState
  withLanguage: boolean
}) => (
  <>
    <Field
      form={form}
      name="title"
      label={t('field.title')}
      hint={t('field.titleHint')}
      maxlength={LENGTHS.title.to}
      required
    />
    <Field
      form={form}
      name="description"
      label={t('field.description')}
      hint={t('field.descriptionHint')}
      rows={4}
      maxlength={LENGTHS.description.to}
    />
    {withLanguage && (
      <Choice
        form={form}
        name="language"
        label={t('field.language')}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        empty={false}
        required
      />
    )}
  </>
)

/** A record of the collection with the collector's note. */
export type ShownItem = { line: RecordLine; note: string | null; kind: string }
/** What this reader may do with the collection. */
export type Powers = {
  edit: boolean
  publish: boolean
  withdraw: boolean
  remove: boolean
  hide: boolean
  restore: boolean
}
type PageProps = {
  t: CollectionTexts
  line: CollectionLine
  items: readonly ShownItem[]
  /** Records that this reader may not read. */
  unseen: number
  powers: Powers
  /** In whose name it could be published: an organisation, or only the person. */
  names: { organisation: string | undefined; person: string }
  publishing: FormState
  hiding: FormState
  badges?: Child
  actions: readonly Child[]
  parts: readonly Part[]
}
export const CollectionPage = (props: PageProps) => {
  const { t, line, items, unseen, badges, actions, parts } = props
  const lang = langOf(line.lang, t)
  return (
    <article class="section">
      <Heading level={1} lang={lang}>
        {line.title}
      </Heading>
      {badges}
      {line.example && <ExampleNotice />}
      {line.description !== '' && line.description.split('\n').map((paragraph) => <p lang={lang}>{paragraph}</p>)}
      <ul class="record-meta">
        <li>
          <By t={t} line={line} />
        </li>
        <li>{countryName(line.country, t.language)}</li>
        <li>{t('count', { count: line.count })}</li>
        <li>{t('updated', { date: dayOf(t, line) })}</li>
        {lang && <li>{LANGUAGE_NAMES[line.lang]}</li>}
      </ul>
      <Work {...props} />
      {actions.length > 0 && (
        <div class="actions" data-no-print="">
          {actions}
        </div>
      )}
      {line.count === 0 && <Empty text={t('page.empty')} />}
      <ol class="collection">
        {items.map((item) => (
          <li id={`item-${item.line.id}`}>
            <RecordCard
              href={item.line.href}
              title={item.line.title}
              kind={item.kind}
              meta={item.line.note ? [item.line.note] : []}
              summary={beginningOf(item.line.summary)}
              lang={langOf(item.line.lang, t)}
              example={item.line.example}
              level={2}
            >
              {item.note && (
                <blockquote class="collection-note" lang={langOf(line.original, t)}>
                  <p>{item.note}</p>
                </blockquote>
              )}
            </RecordCard>
          </li>
        ))}
      </ol>
      {unseen > 0 && <Meta>{t('page.unseen', { count: unseen })}</Meta>}
      {line.visibility === 'public' && (
        <Meta>
          {t('page.data')} <a href={collectionPath(t, line.slug, '.atom')}>Atom</a>,{' '}
          <a href={`/api/v1/collections/${line.id}`}>JSON</a>
        </Meta>
      )}
      {parts.map(({ id, title, content }) => (
        <Section title={title} id={id}>
          {content}
        </Section>
      ))}
    </article>
  )
}

/** Where it stands and what its collector, or a moderator, may do. */
const Work = ({ t, line, powers, names, publishing, hiding }: PageProps) => {
  if (!Object.values(powers).some(Boolean)) return null
  const at = (page: string) => collectionPath(t, line.slug, page)
  const fields = { revision: String(line.revision) }
  return (
    <Card tinted>
      <p>
        <StateTag t={t} line={line} /> {powers.edit && t(line.visibility === 'public' ? 'work.public' : 'work.own')}
      </p>
      {line.hiddenFor !== null && (
        <Alert color="warning">
          <p>{t('hidden.reason', { reason: line.hiddenFor })}</p>
        </Alert>
      )}
      <Actions>
        {powers.edit && (
          <ButtonLink href={at('/edit')} size="sm">
            {t('work.edit')}
          </ButtonLink>
        )}
        {powers.withdraw && (
          <PostButton action={at('/withdraw')} fields={fields} size="sm">
            {t('work.withdraw')}
          </PostButton>
        )}
        {powers.restore && (
          <PostButton action={at('/restore')} fields={fields} size="sm">
            {t('work.restore')}
          </PostButton>
        )}
        {powers.remove && (
          <ButtonLink href={at('/remove')} variant="tertiary" size="sm">
            {t('remove.title')}
          </ButtonLink>
        )}
      </Actions>
      {/* In a box of its own: a card takes Details right below it for its sections and loses its margins. */}
      {(powers.publish || powers.hide) && (
        <div>
          {powers.publish && (
            <Details summary={t('publish.title')} open={Object.keys(publishing.errors).length > 0}>
              <Form
                action={at('/publish')}
                form={{ ...publishing, revision: line.revision }}
                submit={t('publish.submit')}
              >
                <p>{t('publish.lead')}</p>
                <Radios
                  form={publishing}
                  name="name"
                  label={t('publish.name')}
                  required
                  options={[
                    ...(names.organisation ? [{ value: 'organisation', label: names.organisation }] : []),
                    {
                      value: 'person',
                      label: t('publish.person', { name: names.person }),
                      hint: t('publish.personHint'),
                    },
                  ]}
                />
              </Form>
            </Details>
          )}
          {powers.hide && (
            <Details summary={t('hide.title')} open={Object.keys(hiding.errors).length > 0}>
              <Form action={at('/hide')} form={{ ...hiding, revision: line.revision }} submit={t('hide.title')}>
                <Field
                  form={hiding}
                  name="reason"
                  label={t('hide.reason')}
                  hint={t('hide.reasonHint')}
                  rows={3}
                  maxlength={1000}
                  required
                />
              </Form>
            </Details>
          )}
        </div>
      )}
    </Card>
  )
}

export const RemovePage = ({ t, line }: { t: CollectionTexts; line: CollectionLine }) => (
  <div class="section">
    <Heading level={1}>{t('remove.title')}</Heading>
    <Lead lang={langOf(line.lang, t)}>{line.title}</Lead>
    <p>{t('remove.text')}</p>
    <Form
      action={collectionPath(t, line.slug, '/remove')}
      form={{ ...emptyForm(), revision: line.revision }}
      submit={t('remove.submit')}
      more={<Link href={collectionPath(t, line.slug)}>{t('remove.back')}</Link>}
    />
  </div>
)
