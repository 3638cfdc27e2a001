/** The front page: what this is, three ways in, what is new, and the map. */
import type { Child } from 'hono/jsx'
import type { Part } from '#platform/module.ts'
import { ButtonLink, Card, CardGrid, Hero, Section, useLanguage } from '#ui/index.tsx'
import type { SiteTexts } from './texts.ts'

const WAYS = [
  { key: 'learn', href: '/practices' },
  { key: 'compare', href: '/places' },
  { key: 'share', href: '/practices/new' },
] as const

export const HomePage = ({ t, parts, map }: { t: SiteTexts; parts: Part[]; map: Child }) => {
  const language = useLanguage()
  return (
    <>
      <Hero
        title={t('home.title')}
        lead={t('home.lead')}
        actions={
          <>
            <ButtonLink href={`/${language}/practices`}>{t('home.first')}</ButtonLink>
            <ButtonLink href={`/${language}/about`} variant="secondary">
              {t('home.second')}
            </ButtonLink>
          </>
        }
        aside={map}
      />
      <Section title={t('home.ways')} id="ways">
        <CardGrid>
          {WAYS.map(({ key, href }) => (
            <Card title={t(`home.way.${key}.title`)} href={`/${language}${href}`} tinted>
              <p>{t(`home.way.${key}.text`)}</p>
            </Card>
          ))}
        </CardGrid>
      </Section>
      {parts.map(({ id, title, content }) => (
        <Section title={title} id={id}>
          {content}
        </Section>
      ))}
    </>
  )
}
