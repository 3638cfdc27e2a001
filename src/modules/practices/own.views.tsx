/** One's own practices with where each stands, and the question before a draft is thrown away. HTML from props. */
import { emptyForm } from '#platform/forms.ts'
import { dateText } from '#platform/texts.ts'
import { Actions, ButtonLink, Empty, ExampleTag, Form, Heading, HiddenField, Lead, Link, Meta } from '#ui/index.tsx'
import { texts as importing } from './importing/texts.ts'
import type { Manuscript, OwnLine } from './manuscripts.ts'
import { type PracticeTexts, practicePage } from './naming.ts'
import { StateTag } from './state.views.tsx'

/** A page before something that cannot be undone, for those whose browser asks nothing. */
export const RemovePage = ({ t, manuscript }: { t: PracticeTexts; manuscript: Manuscript }) => (
  <>
    <Heading level={1}>{t('write.removeTitle')}</Heading>
    <p>
      <span lang={manuscript.content.language}>{manuscript.content.title}</span>
    </p>
    <p>{t('write.removeAsk')}</p>
    <Form
      action={practicePage(t.language, manuscript.slug, '/remove')}
      form={{ ...emptyForm(), revision: manuscript.record.revision }}
      submit={t('write.remove')}
      more={<Link href={practicePage(t.language, manuscript.slug, '/edit')}>{t('write.backToEdit')}</Link>}
    >
      <HiddenField name="sure" value="yes" />
    </Form>
  </>
)

type Own = { t: PracticeTexts; practices: readonly OwnLine[]; mayImport: boolean }
export const OwnPracticesPage = ({ t, practices, mayImport }: Own) => (
  <>
    <header class="page-head">
      <Heading level={1}>{t('write.mineTitle')}</Heading>
      <Lead>{t('write.mineLead')}</Lead>
      <Actions>
        <ButtonLink href={`/${t.language}/practices/new`}>{t('list.write')}</ButtonLink>
        {mayImport && (
          <ButtonLink href={`/${t.language}/imports`} variant="secondary">
            {importing.in(t.language)('export.import')}
          </ButtonLink>
        )}
      </Actions>
    </header>
    {practices.length === 0 ? (
      <Empty text={t('write.mineEmpty')} />
    ) : (
      <ul class="card-grid card-grid-wide">
        {practices.map((practice) => (
          <li>
            <OwnPractice t={t} practice={practice} />
          </li>
        ))}
      </ul>
    )}
  </>
)

/** One of one's own practices: where it stands, and the one thing to do next. */
const OwnPractice = ({ t, practice }: { t: PracticeTexts; practice: OwnLine }) => {
  const { slug, title, lang, state, isPublic, updatedAt, example } = practice
  const page = state === 'draft' || state === 'changes_asked' ? '/edit' : isPublic ? '' : '/preview'
  return (
    <article class="ds-card record-card" data-linked="">
      <p class="record-kind">
        <StateTag t={t} state={state} />
        {example && <ExampleTag />}
      </p>
      <Heading level={2} size="xs" lang={lang === t.language ? undefined : lang}>
        <a class="card-link" href={practicePage(t.language, slug, page)}>
          {title}
        </a>
      </Heading>
      <p>{isPublic && state === 'draft' ? t('state.revision') : t(`state.next.${state}`)}</p>
      <Meta>{t('write.changedOn', { date: dateText(t.language, updatedAt) })}</Meta>
    </article>
  )
}
