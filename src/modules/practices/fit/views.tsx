/** How well a practice fits a municipality, and practices from places like one, as HTML. Computes nothing. */
import {
  type Alike,
  bareNameOf,
  likenessSource,
  nearestFigures,
  type PlaceLine,
  pathOfPlace,
  typeName,
} from '#core/places/index.ts'
import type { Language } from '#platform/languages.ts'
import { moneyText, numberText } from '#platform/texts.ts'
import { DataTable, ExampleTag, Explanation, type Factor, Link, Meta } from '#ui/index.tsx'
import {
  costClassOf,
  type FactorResult,
  type Fit,
  type FitFactor,
  type FitInput,
  missingIn,
  weakest,
} from '../engine/fit.ts'
import type { PracticeLine } from '../queries.ts'
import { practicePath } from '../views.tsx'
import type { Reckoned } from './reckoning.ts'
import type { Situation } from './situation.ts'
import { type FitTexts, texts } from './texts.ts'

export const municipalityName = ({ place }: Situation, language: Language) => bareNameOf(place, language)

/** Beside a practice in a list: in a few words, for whom. */
export const FitMark = ({ t, situation, fit }: { t: FitTexts; situation: Situation; fit: Fit }) => {
  const { text, lang } = municipalityName(situation, t.language)
  return (
    <>
      <span lang={lang === t.language ? undefined : lang}>{text}</span>: {t(`word.${fit.word}`)} ({fit.score})
    </>
  )
}

/** Above a list in the order of fit, when not all of it could be compared. */
export const Compared = ({ language, total, most }: { language: Language; total: number; most: number }) =>
  total > most ? <Meta>{texts.in(language)('limited', { count: most })}</Meta> : null

type FitProps = { t: FitTexts; situation: Situation; reckoned: Reckoned }
export const FitExplanation = ({ t, situation, reckoned }: FitProps) => {
  const { input, fit } = reckoned
  if (!fit)
    return (
      <>
        <p>{t('unknown')}</p>
        <Missing t={t} codes={missingIn(input)} />
      </>
    )
  return (
    <>
      <p>
        <strong>{t('result', { score: fit.score })}</strong> {t(`word.${fit.word}`)}.
      </p>
      <Missing t={t} codes={fit.missing} />
      <Explanation
        title={t('why')}
        factors={fit.factors.map((factor) => factorOf(t, situation, reckoned, factor))}
        rule={`${t('rule')} ${input.needs.length > 0 ? t('ruleOfNeed') : ''}`}
        change={weakest(fit).map((code) => t(`change.${code}`))}
        source={{ label: t('source') }}
      />
      <p>
        <Link href={`/${t.language}/practices?sort=fit`}>{t('all')}</Link>
      </p>
    </>
  )
}

const Missing = ({ t, codes }: { t: FitTexts; codes: readonly FitFactor[] }) =>
  codes.length === 0 ? null : (
    <ul>
      {codes.map((code) => (
        <li>{t(`missing.${code}`)}</li>
      ))}
    </ul>
  )

const factorOf = (t: FitTexts, situation: Situation, reckoned: Reckoned, factor: FactorResult): Factor => ({
  label: t(`factor.${factor.code}`),
  value: valueText(t, situation, reckoned, factor),
  weight: factor.weight,
  contribution: Math.round(factor.points * 10) / 10,
})

function valueText(t: FitTexts, { place, currency }: Situation, { input, candidate }: Reckoned, factor: FactorResult) {
  const { language } = t
  const { size, budget, distance, law } = input
  switch (factor.code) {
    case 'need':
      return needText(t, input)
    case 'size':
      return size && `${numberText(language, size.own)} / ${numberText(language, size.other)}`
    case 'kind': {
      const names = candidate.place && [place, candidate.place].map((one) => typeName(one as typeof place, language))
      return names && (names[0] === names[1] ? names[0] : names.join(' / '))
    }
    case 'budget': {
      const amount = budget && moneyText(language, roughly(budget.perHead), currency)
      return amount && t(`value.budget.${costClassOf(factor.value)}`, { amount })
    }
    case 'law':
      return law.same ? t('value.law.same') : t('value.law.other', { local: law.local, topics: law.topics })
    case 'likeness':
      return t('value.likeness', { distance: numberText(language, distance ?? 0, { maximumFractionDigits: 2 }) })
  }
}

const needText = (t: FitTexts, { needs }: FitInput) =>
  t('value.need', {
    own: needs.filter(({ own }) => own).length,
    topics: needs.length,
    withIt: Math.max(...needs.map(({ withIt }) => withIt)),
    alike: needs[0]?.alike ?? 0,
  })

/** Two figures say enough of what somebody spent. */
const roughly = (amount: number) => (amount === 0 ? 0 : Number(amount.toPrecision(2)))

export type LikePlace = { alike: Alike; place: PlaceLine; practices: readonly PracticeLine[] }
type LikeProps = { t: FitTexts; place: PlaceLine; like: readonly LikePlace[] }
/** The places most like one that have practices, nearest first, and why each is there. */
export const PracticesFromLikePlaces = ({ t, place, like }: LikeProps) => {
  const { language } = t
  return (
    <>
      <p>{t('like.lead')}</p>
      <DataTable
        caption={t('like.title')}
        captionHidden
        responsive="stack"
        columns={[
          { key: 'place', label: t('like.place') },
          { key: 'practices', label: t('like.practices') },
          { key: 'why', label: t('like.why') },
        ]}
        rows={like.map(({ alike, place: other, practices }) => ({
          place: <PlaceName place={other} language={language} />,
          practices: (
            <ul class="plain-list">
              {practices.map((practice) => (
                <li>
                  <Link
                    href={practicePath(practice.slug, language)}
                    lang={practice.lang === language ? undefined : practice.lang}
                  >
                    {practice.title}
                  </Link>{' '}
                  {practice.example && <ExampleTag />}
                </li>
              ))}
            </ul>
          ),
          why: (
            <>
              {t('like.closest', { figures: nearestFigures(alike.factors, language, place.country).join('; ') })}{' '}
              <Link href={comparisonOf(place, other, language)}>
                {t('like.distance', { distance: numberText(language, alike.distance, { maximumFractionDigits: 2 }) })}
              </Link>
            </>
          ),
        }))}
      />
      <Explanation factors={[]} rule={t('like.rule')} source={{ label: likenessSource(language) }} />
    </>
  )
}

const PlaceName = ({ place, language }: { place: PlaceLine; language: Language }) => {
  const { text, lang } = bareNameOf(place, language)
  return (
    <Link href={`/${language}${pathOfPlace(place)}`} lang={lang === language ? undefined : lang}>
      {text}
    </Link>
  )
}

const comparisonOf = (a: PlaceLine, b: PlaceLine, language: Language) =>
  `/${language}/places/compare?place=${encodeURIComponent(a.slug)}&place=${encodeURIComponent(b.slug)}`
