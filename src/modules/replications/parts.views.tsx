/** Repeated practices on other pages: who applied a practice and who learned from whom, and what a municipality gave and took. HTML from props. */
import { namesOf } from '#core/places/index.ts'
import { practicePage } from '#modules/practices/index.ts'
import { TreeChart, type TreeItem } from '#ui/charts/index.tsx'
import { Link, Meta, Section } from '#ui/index.tsx'
import { type Branch, lineageOf } from './lineage.ts'
import type { PracticeName, ReplicationLine } from './queries.ts'
import { RECOMMENDATIONS } from './schema.ts'
import type { ReplicationTexts } from './texts.ts'
import { monthText, PracticeLink, placeText, RecommendationTag, ReplicationCards, replicationPage } from './views.tsx'

type FollowersProps = {
  t: ReplicationTexts
  /** The practice as lines name it; nothing when nobody applied it. */
  author: PracticeName | undefined
  lines: readonly ReplicationLine[]
  /** Those whose own account of it this practice is. */
  origins: readonly ReplicationLine[]
}
export const Followers = ({ t, author, lines, origins }: FollowersProps) => (
  <>
    {origins.map((line) => (
      <p>
        {t('part.learnedFrom')} <PracticeLink t={t} practice={line.practice} />
        {' · '}
        <Link href={replicationPage(t.language, line.slug)}>{t('part.how')}</Link>
      </p>
    ))}
    {author && (
      <>
        <Recommendations t={t} lines={lines} />
        <ReplicationCards t={t} lines={lines} level={3} />
        <Lineage t={t} author={author} lines={lines} />
      </>
    )}
  </>
)

/** How many would tell others to do the same: "no" counts as much as "yes". */
const Recommendations = ({ t, lines }: { t: ReplicationTexts; lines: readonly ReplicationLine[] }) => (
  <>
    <p>{t('part.count', { count: lines.length })}</p>
    <ul class="tag-list">
      {RECOMMENDATIONS.map((value) => ({ value, count: lines.filter((line) => line.recommendation === value).length }))
        .filter(({ count }) => count > 0)
        .map(({ value, count }) => (
          <li>
            <RecommendationTag t={t} value={value} count={count} />
          </li>
        ))}
    </ul>
  </>
)

const yearOf = ({ startedOn }: ReplicationLine) => startedOn?.slice(0, 4)

function itemOf(t: ReplicationTexts, { learner, learners }: Branch<ReplicationLine>): TreeItem {
  const place = placeText(learner.place, learner.country, t)
  return {
    label: place.text,
    lang: place.lang,
    href: replicationPage(t.language, learner.slug),
    note: [yearOf(learner), t(`recommends.${learner.recommendation}`)].filter(Boolean).join(' · '),
    children: learners.map((branch) => itemOf(t, branch)),
  }
}

const Lineage = ({
  t,
  author,
  lines,
}: {
  t: ReplicationTexts
  author: PracticeName
  lines: readonly ReplicationLine[]
}) => {
  const place = placeText(author.place, author.country, t)
  const root: TreeItem = {
    label: place.text,
    lang: place.lang,
    href: practicePage(t.language, author.slug),
    note: t('part.author'),
    children: lineageOf(lines).map((branch) => itemOf(t, branch)),
  }
  return (
    <TreeChart
      title={t('part.lineage')}
      says={t('part.lineageSays', { count: lines.length, place: place.text })}
      listLabel={t('part.asList')}
      root={root}
    />
  )
}

type PlaceProps = { t: ReplicationTexts; applied: readonly ReplicationLine[]; byOthers: readonly ReplicationLine[] }
export const PlaceContent = ({ t, applied, byOthers }: PlaceProps) => (
  <>
    {applied.length > 0 && (
      <Section title={t('part.applied')}>
        <ul>
          {applied.map((line) => (
            <li>
              <Link href={replicationPage(t.language, line.slug)} lang={differs(line.practice.lang, t)}>
                {line.practice.title}
              </Link>
              <Meta>
                {t('part.from')} <OfPractice t={t} line={line} /> · {said(t, line)}
              </Meta>
            </li>
          ))}
        </ul>
      </Section>
    )}
    {byOthers.length > 0 && (
      <Section title={t('part.byOthers')}>
        <ul>
          {byOthers.map((line) => {
            const place = placeText(line.place, line.country, t)
            return (
              <li>
                <Link href={replicationPage(t.language, line.slug)} lang={place.lang}>
                  {place.text}
                </Link>
                <Meta>
                  <span lang={differs(line.practice.lang, t)}>{line.practice.title}</span> · {said(t, line)}
                </Meta>
              </li>
            )
          })}
        </ul>
      </Section>
    )}
  </>
)

const differs = (lang: ReplicationLine['lang'], t: ReplicationTexts) => (lang === t.language ? undefined : lang)
const said = (t: ReplicationTexts, line: ReplicationLine) =>
  [line.startedOn && monthText(t, line.startedOn), t(`recommends.${line.recommendation}`)].filter(Boolean).join(' · ')

const OfPractice = ({ t, line }: { t: ReplicationTexts; line: ReplicationLine }) => {
  const { place, country } = line.practice
  const { text, lang } = place ? namesOf(place, t.language) : { ...placeText(null, country, t), lang: t.language }
  return <span lang={differs(lang, t)}>{text}</span>
}
