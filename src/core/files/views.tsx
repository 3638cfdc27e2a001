/** HTML of files: the list that readers see, the part of a form that manages them, and the page of one file's words. */
import type { FormState } from '#platform/forms.ts'
import { emptyForm } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import { dateText } from '#platform/texts.ts'
import {
  Actions,
  Choice,
  Field,
  Figure,
  FileField,
  type FileItem,
  FileList,
  Form,
  Heading,
  Hidden,
  HiddenField,
  Lead,
  Link,
  Meta,
  PostButton,
  Section,
  useLanguage,
} from '#ui/index.tsx'
import { ACCEPTED, ALLOWED_LABELS, isPicture, kindOfType } from './kinds.ts'
import { DAYS_TO_RESTORE } from './queries.ts'
import type { FileRow } from './schema.ts'
import { type T, texts } from './texts.ts'

/** Address of the bytes, without the language. The name is there for people; the id decides. */
export const filePath = ({ id, name }: Pick<FileRow, 'id' | 'name'>) => `/files/${id}/${encodeURIComponent(name)}`
/** Address where the files of a record are managed, without the language. */
export const filesPath = (recordId: string) => `/files/of/${recordId}`

const shownName = ({ title, name }: Pick<FileRow, 'title' | 'name'>) => title || name

/** What `FileList` shows of a file. */
export const fileItem = (file: FileRow, language: Language): FileItem => ({
  href: `/${language}${filePath(file)}`,
  name: shownName(file),
  type: kindOfType(file.type)?.label,
  bytes: file.size,
  lang: file.language ?? undefined,
  note: file.language && file.language !== language ? LANGUAGE_NAMES[file.language] : undefined,
})

/** Files as readers of a record see them: pictures with their titles, then everything else as a list. */
export const FilesOfRecord = ({ files }: { files: readonly FileRow[] }) => {
  const language = useLanguage()
  const others = files.filter(({ type }) => !isPicture(type))
  return (
    <>
      {files
        .filter(({ type }) => isPicture(type))
        .map((file) => (
          <Figure caption={shownName(file)} lang={file.language ?? undefined}>
            <img src={`/${language}${filePath(file)}`} alt={file.alternativeText ?? ''} loading="lazy" />
          </Figure>
        ))}
      {others.length > 0 && <FileList files={others.map((file) => fileItem(file, language))} />}
    </>
  )
}

export type FilesPartProps = {
  recordId: string
  files: readonly FileRow[]
  /** Bytes that one file may have: `config.uploadLimit`. */
  limit: number
  /** What was typed into the upload form, when it comes back. */
  form?: FormState
  /** Where people return to after each change: a path of this site, with its language. */
  back?: string
  /** `false` where the page's own heading already says it. */
  title?: string | false
}
/** Managing the files of a record. Has forms of its own: place it beside or after another form, never inside. */
export const FilesPart = ({ recordId, files, limit, form = emptyForm(), back, title }: FilesPartProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  const address = `/${language}${filesPath(recordId)}`
  const content = (
    <>
      {files.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <FileList
          files={files.map((file) => ({
            ...fileItem(file, language),
            action: <FileActions t={t} file={file} back={back} />,
          }))}
        />
      )}
      <Form action={address} form={form} submit={t('add')} multipart>
        {back && <HiddenField name="back" value={back} />}
        <FileField
          form={form}
          name="file"
          label={t('field.file')}
          hint={t('field.file-hint', { types: ALLOWED_LABELS })}
          accept={ACCEPTED}
          most={limit}
          required
        />
        <FileWordsFields t={t} form={form} picture />
      </Form>
    </>
  )
  return title === false ? (
    content
  ) : (
    <Section title={title ?? t('title')} id="files">
      {content}
    </Section>
  )
}

const FileActions = ({ t, file, back }: { t: T; file: FileRow; back: string | undefined }) => {
  const address = `/${t.language}${filesPath(file.recordId)}/${file.id}`
  const name = shownName(file)
  return (
    <Actions>
      <Link href={back ? `${address}?back=${encodeURIComponent(back)}` : address}>
        <span aria-hidden="true">{t('edit')}</span>
        <Hidden>{t('edit.of', { name })}</Hidden>
      </Link>
      <PostButton
        action={`${address}/remove`}
        fields={back ? { back } : {}}
        size="sm"
        variant="tertiary"
        confirm={t('remove.confirm', { name, days: DAYS_TO_RESTORE })}
      >
        <span aria-hidden="true">{t('remove')}</span>
        <Hidden>{t('remove.of', { name })}</Hidden>
      </PostButton>
    </Actions>
  )
}

const FileWordsFields = ({ t, form, picture }: { t: T; form: FormState; picture: boolean }) => (
  <>
    <Field form={form} name="fileTitle" label={t('field.title')} hint={t('field.title-hint')} maxlength={200} />
    <Choice
      form={form}
      name="fileLanguage"
      label={t('field.language')}
      hint={t('field.language-hint')}
      options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
    />
    {picture && (
      <Field
        form={form}
        name="fileAlternativeText"
        label={t('field.alternative')}
        hint={t('field.alternative-hint')}
        rows={3}
        maxlength={1000}
      />
    )}
  </>
)

type FilesPageProps = FilesPartProps & { t: T; removed: readonly FileRow[]; timeZone: string }
/** A page of its own for the files of a record. */
export const FilesPage = ({ t, removed, timeZone, ...part }: FilesPageProps) => (
  <>
    <Heading level={1}>{t('title')}</Heading>
    <Lead>{t('lead')}</Lead>
    <FilesPart {...part} title={false} />
    {removed.length > 0 && <RemovedFiles t={t} removed={removed} timeZone={timeZone} back={part.back} />}
    {part.back && (
      <p>
        <Link href={part.back}>{t('back')}</Link>
      </p>
    )}
  </>
)

type RemovedProps = Pick<FilesPageProps, 't' | 'removed' | 'timeZone' | 'back'>
const RemovedFiles = ({ t, removed, timeZone, back }: RemovedProps) => (
  <Section title={t('removed.heading')} id="removed">
    <p>{t('removed.hint', { days: DAYS_TO_RESTORE })}</p>
    <ul class="file-list">
      {removed.map((file) => (
        <li>
          <div>
            <span lang={file.language ?? undefined}>{shownName(file)}</span>
            {file.removedAt && <Meta>{dateText(t.language, file.removedAt, 'long', timeZone)}</Meta>}
          </div>
          <PostButton
            action={`/${t.language}${filesPath(file.recordId)}/${file.id}/restore`}
            fields={back ? { back } : {}}
            size="sm"
          >
            <span aria-hidden="true">{t('restore')}</span>
            <Hidden>{t('restore.of', { name: shownName(file) })}</Hidden>
          </PostButton>
        </li>
      ))}
    </ul>
  </Section>
)

type FilePageProps = { t: T; file: FileRow; form: FormState; back: string | undefined }
/** What is said about one file. */
export const FilePage = ({ t, file, form, back }: FilePageProps) => (
  <>
    <Heading level={1}>{t('edit.heading')}</Heading>
    <FileList files={[fileItem(file, t.language)]} />
    {isPicture(file.type) && (
      <Figure caption={file.name}>
        <img src={`/${t.language}${filePath(file)}`} alt={file.alternativeText ?? ''} />
      </Figure>
    )}
    <Form
      action={`/${t.language}${filesPath(file.recordId)}/${file.id}`}
      form={form}
      submit={t('save')}
      more={<Link href={back ?? `/${t.language}${filesPath(file.recordId)}`}>{t('back')}</Link>}
    >
      {back && <HiddenField name="back" value={back} />}
      <FileWordsFields t={t} form={form} picture={isPicture(file.type)} />
    </Form>
  </>
)
