/** The places most like one, with the figures that make them so, and the explanation of the method. Computes nothing. */
import { numberText } from '#platform/texts.ts'
import { DataTable, Explanation, Section } from '#ui/index.tsx'
import { FEATURE_RULES, FEATURES, type Feature } from './engine/features.ts'
import type { Comparison, LikenessFactor } from './engine/likeness.ts'
import { featureText } from './figures.ts'
import { levelName } from './names.ts'
import type { PlacePageFacts } from './place-page.ts'
import { PlaceLink } from './place-table.tsx'
import type { T } from './texts.ts'

const isFeature = (code: string): code is Feature => FEATURES.includes(code as Feature)
const known = (factors: readonly LikenessFactor[]) =>
  factors.flatMap((factor) => (isFeature(factor.code) ? [{ ...factor, code: factor.code }] : []))

export const Likeness = ({ t, facts: { place, alike, peers } }: { t: T; facts: PlacePageFacts }) => {
  const { language } = t
  if (alike.length === 0) return null
  const used = FEATURE_RULES.map(({ code }) => code).filter((code) =>
    alike.some(({ factors }) => factors.some((one) => one.code === code)),
  )
  const distance = (value: number) =>
    numberText(language, value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const units = levelName(place.country, place.level, language)
  return (
    <Section title={t('alike')} id="alike">
      <p>{t('alikeLead')}</p>
      <DataTable
        caption={t('alike')}
        captionHidden
        columns={[
          { key: 'name', label: units },
          ...used.map((code) => ({ key: code, label: t(`feature.${code}`), align: 'end' as const })),
          { key: 'distance', label: t('distance'), align: 'end' },
          { key: 'why', label: t('why') },
        ]}
        rows={[
          ownRow(),
          ...alike.flatMap((one) => {
            const peer = peers.get(one.id)
            if (!peer) return []
            return [
              {
                name: <PlaceLink place={peer} language={language} />,
                ...Object.fromEntries(
                  known(one.factors).map(({ code, other }) => [
                    code,
                    featureText(code, other, language, place.country),
                  ]),
                ),
                distance: distance(one.distance),
                why: (
                  <a
                    class="ds-link"
                    href={`/${language}/places/compare?place=${encodeURIComponent(place.slug)}&place=${encodeURIComponent(peer.slug)}`}
                  >
                    {t('compareBoth')}
                  </a>
                ),
              },
            ]
          }),
        ]}
      />
      <Explanation
        title={t('whyThese')}
        factors={(alike[0] ? known(alike[0].factors) : []).map(({ code, own, weight }) => ({
          label: t(`feature.${code}`),
          value: featureText(code, own, language, place.country),
          weight,
        }))}
        rule={t('likenessRule', { units })}
        change={[t('likenessChange1'), t('likenessChange2')]}
        source={{ label: t('likenessSource') }}
      />
    </Section>
  )

  function ownRow() {
    const factors = known(alike[0]?.factors ?? [])
    return {
      name: <strong>{t('thisPlace')}</strong>,
      ...Object.fromEntries(factors.map(({ code, own }) => [code, featureText(code, own, language, place.country)])),
      distance: distance(0),
      why: '',
    }
  }
}

/** Why two places are as alike as they are: figure by figure, with what each adds to the distance. */
export const PairExplanation = ({
  t,
  names,
  comparison,
  country,
}: {
  t: T
  names: [string, string]
  comparison: Comparison
  country: string
}) => {
  const { language } = t
  return (
    <Explanation
      title={t('howAlike', {
        a: names[0],
        b: names[1],
        distance: numberText(language, comparison.distance, { maximumFractionDigits: 2 }),
      })}
      factors={known(comparison.factors).map(({ code, own, other, weight, contribution }) => ({
        label: t(`feature.${code}`),
        value: `${featureText(code, own, language, country)} – ${featureText(code, other, language, country)}`,
        weight,
        contribution,
      }))}
      rule={t('likenessPairRule')}
      source={{ label: t('likenessSource') }}
    />
  )
}
