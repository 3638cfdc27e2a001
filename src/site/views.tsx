/** HTML of the site's own pages, from props. */
import { kindNamed } from '#core/records/index.ts'
import { countryOf } from '#countries/index.ts'
import type { Member } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import { emptyForm } from '#platform/forms.ts'
import type { DeskItem, Module, RecordLine, Section } from '#platform/module.ts'
import { dateText } from '#platform/texts.ts'
import {
  ButtonLink,
  Card,
  CardGrid,
  DataTable,
  Empty,
  ExampleTag,
  Field,
  Heading,
  Lead,
  Section as PagePart,
  Prose,
  RecordCard,
  Tag,
  useLanguage,
} from '#ui/index.tsx'
import type { listOrganisationsOf } from './queries.ts'
import type { SiteTexts } from './texts.ts'

type Organisation = Awaited<ReturnType<typeof listOrganisationsOf>>[number]

/** Cards of records of any kind. */
export const Lines = ({ lines, kind }: { lines: RecordLine[]; kind?: (line: RecordLine) => string }) => {
  const language = useLanguage()
  return (
    <CardGrid wide>
      {lines.map((line) => (
        <RecordCard
          href={line.href}
          title={line.title}
          summary={line.summary}
          lang={line.lang === language ? undefined : line.lang}
          kind={kind?.(line)}
          example={line.example}
          meta={[line.note, line.at && dateText(language, line.at)].filter(Boolean)}
        />
      ))}
    </CardGrid>
  )
}

type SectionPageProps = {
  t: SiteTexts
  section: Section
  modules: readonly Module[]
  topics: readonly string[]
  lines: RecordLine[]
  organisations: Organisation[]
}
/** The page of a menu entry: what is here, what others did about it, and who helps. */
export const SectionPage = ({ t, section, modules, lines, organisations }: SectionPageProps) => {
  const language = useLanguage()
  return (
    <>
      <Heading level={1}>{t(`section.${section}`)}</Heading>
      <Lead>{t(`section.${section}.lead`)}</Lead>
      {modules.length > 0 && (
        <CardGrid>
          {modules.map((module) => (
            <Card title={module.title?.(language) ?? ''} href={`/${language}${module.path}`} tinted level={2}>
              <p>{module.description?.(language)}</p>
            </Card>
          ))}
        </CardGrid>
      )}
      <PagePart title={t('section.practices')} id="practices">
        {lines.length ? <Lines lines={lines} /> : <Empty text={t('section.none')} />}
        <p>
          <ButtonLink href={`/${language}/practices`} variant="secondary">
            {t('section.more')}
          </ButtonLink>
        </p>
      </PagePart>
      {organisations.length > 0 && (
        <PagePart title={t('section.organisations')} id="organisations">
          <OrganisationTable t={t} organisations={organisations} />
        </PagePart>
      )}
    </>
  )
}

const OrganisationTable = ({ t, organisations }: { t: SiteTexts; organisations: Organisation[] }) => {
  const language = useLanguage()
  return (
    <DataTable
      caption={t('section.organisations')}
      captionHidden
      columns={[
        { key: 'name', label: t('organisation.name') },
        { key: 'kind', label: t('organisation.kind') },
        { key: 'country', label: t('organisation.country') },
        { key: 'contact', label: t('organisation.contact') },
      ]}
      rows={organisations.map((organisation) => ({
        name: (
          <>
            <span lang={organisation.language === language ? undefined : organisation.language}>
              {organisation.name}
            </span>
            {organisation.example && (
              <>
                {' '}
                <ExampleTag />
              </>
            )}
          </>
        ),
        kind: t(`organisation.${organisation.kind}`),
        country: countryOf(organisation.country).names[language],
        contact: organisation.email ? (
          <a href={`mailto:${organisation.email}`}>{organisation.email}</a>
        ) : (
          (organisation.website ?? '–')
        ),
      }))}
    />
  )
}

type DeskProps = { t: SiteTexts; actor: Member; items: DeskItem[]; now: Date }
export const DeskPage = ({ t, actor, items, now }: DeskProps) => {
  const language = useLanguage()
  return (
    <>
      <Heading level={1}>{t('account.desk')}</Heading>
      <Lead>{t('desk.lead', { name: actor.name, count: items.length })}</Lead>
      {items.length === 0 ? (
        <Empty
          text={t('desk.nothing')}
          action={
            <ButtonLink href={`/${language}/practices/new`} variant="secondary">
              {t('home.way.share.title')}
            </ButtonLink>
          }
        />
      ) : (
        <CardGrid wide>
          {items.map((item) => (
            <Card title={item.title} href={item.href} level={2}>
              <p>{item.reason}</p>
              {item.due && (
                <p class="meta">
                  {item.due < now && <Tag color="danger">{t('desk.overdue')}</Tag>}{' '}
                  {t('desk.due', { date: dateText(language, item.due) })}
                </p>
              )}
            </Card>
          ))}
        </CardGrid>
      )}
    </>
  )
}

export const SearchPage = ({ t, words, lines }: { t: SiteTexts; words: string; lines: RecordLine[] }) => {
  const language = useLanguage()
  return (
    <>
      <Heading level={1}>{t('search.heading')}</Heading>
      {/* biome-ignore lint/a11y/useSemanticElements: <search> is too young for the browsers of 2023 */}
      <form
        class="search-form"
        role="search"
        aria-label={t('search.label')}
        method="get"
        action={`/${language}/search`}
      >
        <Field
          form={emptyForm({ q: words })}
          name="q"
          type="search"
          label={t('search.label')}
          hint={t('search.hint')}
        />
        <button class="ds-button" type="submit">
          {t('search.button')}
        </button>
      </form>
      {words && (
        <p role="status" class="lead">
          {t('search.count', { count: lines.length, words })}
        </p>
      )}
      {words && lines.length === 0 && (
        <Empty
          text={t('search.nothing')}
          action={
            <>
              <ButtonLink href={`/${language}/topics`} variant="secondary">
                {t('footer.topics')}
              </ButtonLink>
              <ButtonLink href={`/${language}/places`} variant="secondary">
                {t('footer.places')}
              </ButtonLink>
            </>
          }
        />
      )}
      {lines.length > 0 && <Lines lines={lines} kind={(line) => kindName(t, line.kind)} />}
    </>
  )
}

/** Places and topics are no records; every other kind names itself. */
const kindName = (t: SiteTexts, kind: string): string =>
  kind === 'place' || kind === 'topic' ? t(`kind.${kind}`) : (kindNamed(kind)?.name(t.language) ?? '')

export const OpenDataPage = ({ t, modules }: { t: SiteTexts; modules: readonly Module[] }) => {
  const language = useLanguage()
  return (
    <>
      <Heading level={1}>{t('footer.open-data')}</Heading>
      <Lead>{t('open-data.lead')}</Lead>
      <CardGrid wide>
        {modules
          .flatMap((module) => module.openData ?? [])
          .map((list) => (
            <Card title={list.title(language)} level={2}>
              <p>{list.description(language)}</p>
              <ul class="tag-list">
                {list.formats.map(({ type, href }) => (
                  <li>
                    <Tag href={href.startsWith('/api') ? href : `/${language}${href}`} color="brand">
                      {type}
                    </Tag>
                  </li>
                ))}
              </ul>
              {list.codebook && (
                <p>
                  <a href={`/${language}${list.codebook}`}>{t('open-data.codebook')}</a>
                </p>
              )}
            </Card>
          ))}
      </CardGrid>
      <Prose>
        <h2>{t('open-data.rules')}</h2>
        <ul>
          <li>{t('open-data.licence')}</li>
          <li>{t('open-data.stable')}</li>
          <li>
            <a href="/api/v1/openapi.json">{t('open-data.openapi')}</a>
          </li>
        </ul>
      </Prose>
    </>
  )
}

export const AboutPage = ({ t, config }: { t: SiteTexts; config: Config }) => {
  const language = useLanguage()
  return (
    <>
      <Heading level={1}>{t('footer.about')}</Heading>
      <Lead>{t('about.lead')}</Lead>
      <Prose>
        <h2>{t('about.for-whom')}</h2>
        <p>{t('about.for-whom.text')}</p>
        <h2>{t('about.how')}</h2>
        <p>{t('about.how.text')}</p>
        <h2>{t('about.laws')}</h2>
        <ul>
          {config.countries.map((code) => {
            const country = countryOf(code)
            const law = country.laws.localSelfGovernment
            return (
              <li>
                {country.names[language]}: <span lang={country.lawsLanguage}>{law.text}</span>
                {!law.certain && ` (${t('about.uncertain')})`}
              </li>
            )
          })}
        </ul>
        <h2>{t('about.open')}</h2>
        <p>{t('about.open.text')}</p>
      </Prose>
    </>
  )
}

/** A page of plain paragraphs: `<name>.1`, `<name>.2`… of the texts. */
export const TextPage = ({ t, name }: { t: SiteTexts; name: 'accessibility' | 'privacy' }) => (
  <>
    <Heading level={1}>{t(`footer.${name}`)}</Heading>
    <Prose>
      <p>{t(`${name}.1`)}</p>
      <p>{t(`${name}.2`)}</p>
      {name === 'privacy' && <p>{t('privacy.visitors')}</p>}
      <p>{t(`${name}.3`)}</p>
    </Prose>
  </>
)
