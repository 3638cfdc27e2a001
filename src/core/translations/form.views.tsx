/** The side-by-side form: the original and what changed in it, beside the translation being written. Reads and saves nothing. */
import { type Child, Fragment } from 'hono/jsx'
import type { FormState } from '#platform/forms.ts'
import { LANGUAGE_NAMES, type Language } from '#platform/languages.ts'
import { dateText } from '#platform/texts.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  Card,
  Checkbox,
  Difference,
  Field,
  Form,
  Heading,
  HiddenField,
  Lead,
  Link,
  MarkOptional,
  Meta,
  PostButton,
  Section,
} from '#ui/index.tsx'
import { wordsChanged } from '../records/index.ts'
import type { Content, Paragraph } from '../records/schema.ts'
import { paragraphField, rightField, TITLE } from './forms.ts'
import type { Order, Translatable } from './queries.ts'
import type { TranslationStatus } from './status.ts'
import type { Said } from './texts.ts'

/** Somebody saved the same translation, or a new original was published, since the form was opened. */
export type Conflict = {
  /** Their words by field of the form, where they are not as typed here. */
  theirs: ReadonlyMap<string, string>
  authorName: string | null
  sourceChanged: boolean
}

export type TranslationPageProps = {
  t: Said
  translatable: Translatable
  into: Language
  /** Where the record is read. */
  href: string
  form: FormState
  /** The original that the text in the form follows. */
  base: Content
  /** The newest translation, if there is one, and where it stands against the original. */
  text: Content | undefined
  status: TranslationStatus
  conflict?: Conflict
  /** What was typed earlier and not saved. */
  draft?: { updatedAt: Date; shown: boolean }
  draftKey: string
  /** Whether a machine may be asked, and what came of it. */
  machine: { offered: boolean; order: Order | undefined }
}

export const TranslationPage = (props: TranslationPageProps) => {
  const { t, translatable, into, href, form, text, conflict, draft, draftKey, status } = props
  const { record, source } = translatable
  const names = { from: LANGUAGE_NAMES[record.language], into: LANGUAGE_NAMES[into] }
  const at = `/${t.language}/translations/${record.id}/${into}`
  return (
    <>
      <header class="page-head">
        <Heading level={1}>{t('form.title', names)}</Heading>
        <p>
          <Link href={href}>
            <span lang={record.language}>{source.title}</span>
          </Link>
        </p>
        <Lead>{t('form.lead')}</Lead>
      </header>
      {conflict && <ConflictNotice t={t} conflict={conflict} />}
      {!conflict && text?.status === 'machine' && <Alert color="info">{t('form.machine')}</Alert>}
      {!conflict && text && status.whole === 'outdated' && <Alert color="warning">{t('form.outdated')}</Alert>}
      <MachinePart {...props} at={at} />
      {draft && !draft.shown && <DraftOffer t={t} draft={draft} draftKey={draftKey} href={href} />}
      <Form
        action={at}
        form={form}
        submit={t('form.save')}
        draftKey={draftKey}
        draftUrl={`/${t.language}/drafts/${draftKey}`}
        more={
          <>
            <Button variant="secondary" name="intent" value="later">
              {t('form.later')}
            </Button>
            <Link href={href}>{t('form.back')}</Link>
          </>
        }
      >
        <HiddenField name="seen" value={text?.version ?? 0} />
        <HiddenField name="source" value={source.version} />
        <HiddenField name="base" value={props.base.version} />
        <MarkOptional.Provider value={false}>
          <TitlePair {...props} />
          {translatable.fields.map(({ name, label }) => (
            <FieldPairs {...props} name={name} label={label(t.language)} />
          ))}
        </MarkOptional.Provider>
      </Form>
    </>
  )
}

const TitlePair = (props: TranslationPageProps) => {
  const { t, translatable, base, form, into, status } = props
  const { source, record } = translatable
  const changed = status.title === 'outdated'
  return (
    <Section title={t('form.titleField')} id="text-title">
      <div class="side-by-side">
        <Original lang={record.language} was={changed ? base.title : undefined} is={source.title} t={t} />
        <div>
          <Field
            form={form}
            name={TITLE}
            label={t('form.titleIn', { language: LANGUAGE_NAMES[into] })}
            lang={into}
            rows={2}
            required
          />
          <Theirs {...props} field={TITLE} />
          {changed && props.text && <StillRight t={t} form={form} id={TITLE} />}
        </div>
      </div>
    </Section>
  )
}

/** All paragraphs of one field of the text. */
const FieldPairs = (props: TranslationPageProps & { name: string; label: string }) => {
  const { t, translatable, name, label, text, into, status } = props
  const paragraphs = translatable.source.fields[name] ?? []
  const superfluous = (text?.fields[name] ?? []).filter(({ id }) => status.paragraphs.get(id) === 'superfluous')
  if (paragraphs.length + superfluous.length === 0) return null
  return (
    <Section title={label} id={`text-${name}`}>
      {paragraphs.map((paragraph, at) => (
        <Pair
          {...props}
          paragraph={paragraph}
          label={paragraphs.length === 1 ? label : t('form.paragraph', { field: label, number: at + 1 })}
        />
      ))}
      {superfluous.map(({ text: words }) => (
        <div class="side-by-side">
          <p class="meta">{t('form.superfluous')}</p>
          <p lang={into}>
            <del>{words}</del>
          </p>
        </div>
      ))}
    </Section>
  )
}

const Pair = (props: TranslationPageProps & { paragraph: Paragraph; label: string }) => {
  const { t, translatable, base, form, into, paragraph, label, status, text } = props
  const { id } = paragraph
  const name = paragraphField(id)
  const was = Object.values(base.fields)
    .flat()
    .find((one) => one.id === id)?.text
  const isOutdated = status.paragraphs.get(id) === 'outdated'
  const isNew = was === undefined
  return (
    <div class="side-by-side">
      <Original
        lang={translatable.record.language}
        was={isOutdated ? (was ?? '') : undefined}
        is={paragraph.text}
        isNew={isNew}
        t={t}
      />
      <div>
        <Field form={form} name={name} label={label} lang={into} rows={rowsFor(paragraph.text)} />
        <Theirs {...props} field={name} />
        {isOutdated && text && <StillRight t={t} form={form} id={id} />}
      </div>
    </div>
  )
}

/** Lines that the text will take in half a page, and one to breathe. */
const rowsFor = (text: string) => Math.min(14, Math.max(3, Math.ceil(text.length / 48) + 1))

type OriginalProps = { t: Said; lang: Language; is: string; was?: string; isNew?: boolean }
/** The original; where it has changed since, word by word. */
const Original = ({ t, lang, is, was, isNew }: OriginalProps) => (
  <div class="side-original">
    {isNew && <Meta>{t('form.new')}</Meta>}
    {was === undefined || was === is ? (
      <p lang={lang}>{is}</p>
    ) : (
      <>
        <Meta>{t('form.changed')}</Meta>
        <Difference paragraphs={[wordsChanged(was, is)]} lang={lang} />
      </>
    )}
  </div>
)

const StillRight = ({ t, form, id }: { t: Said; form: FormState; id: string }) => (
  <Checkbox form={form} name={rightField(id)} label={t('form.stillRight')} />
)

/** What somebody else saved in the same place, to be compared and taken over by hand. */
const Theirs = ({ t, conflict, field, form, into }: TranslationPageProps & { field: string }) => {
  const theirs = conflict?.theirs.get(field)
  if (theirs === undefined) return null
  const mine = form.values[field]
  return (
    <div class="ds-card" data-variant="tinted">
      <Meta>{t('conflict.theirs')}</Meta>
      <Difference paragraphs={[wordsChanged(typeof mine === 'string' ? mine : '', theirs)]} lang={into} />
    </div>
  )
}

const ConflictNotice = ({ t, conflict }: { t: Said; conflict: Conflict }) => (
  <Alert color="warning" title={t('conflict.title')}>
    {conflict.sourceChanged && <p>{t('conflict.source')}</p>}
    {conflict.theirs.size > 0 && (
      <p>
        {conflict.authorName === null ? t('conflict.textUnnamed') : t('conflict.text', { name: conflict.authorName })}
      </p>
    )}
    <p>{t('conflict.save')}</p>
  </Alert>
)

/** The way to a machine's translation, shown only where the settings name a machine. */
const MachinePart = ({ t, machine, text, at }: TranslationPageProps & { at: string }): Child => {
  const { offered, order } = machine
  if (!offered || (text && text.status !== 'machine')) return null
  const isWaiting = order && !order.doneAt && !order.problem
  const problem = order?.problem
  return (
    <Card tinted>
      {problem && <p>{t('machine.failed', { reason: t(problemText(problem)) })}</p>}
      {isWaiting ? (
        <Fragment>
          <p>{t('machine.waiting')}</p>
          <ButtonLink href={at} variant="tertiary" size="sm">
            {t('machine.look')}
          </ButtonLink>
        </Fragment>
      ) : (
        <Fragment>
          <p>{t('machine.hint')}</p>
          <PostButton action={`${at}/order`} size="sm">
            {t(problem ? 'machine.again' : 'machine.ask')}
          </PostButton>
        </Fragment>
      )}
    </Card>
  )
}
const problemText = (problem: string) =>
  problem === 'refused' || problem === 'unusable' ? (`problem.${problem}` as const) : 'problem.unreachable'

type OfferProps = { t: Said; draft: { updatedAt: Date }; draftKey: string; href: string }
const DraftOffer = ({ t, draft, draftKey, href }: OfferProps) => (
  <Card tinted level={2} title={t('draft.found', { date: dateText(t.language, draft.updatedAt, 'moment') })}>
    <Actions>
      <ButtonLink href="?draft=1" size="sm">
        {t('draft.continue')}
      </ButtonLink>
      <PostButton
        action={`/${t.language}/drafts/${draftKey}/drop`}
        fields={{ back: href }}
        variant="tertiary"
        size="sm"
        confirm={t('draft.dropAsk')}
      >
        {t('draft.drop')}
      </PostButton>
    </Actions>
  </Card>
)
