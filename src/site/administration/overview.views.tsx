/** HTML of the first page of administration: what one looks after, and what needs somebody. */
import { texts as importing } from '#core/imports/texts.ts'
import { Alert, Card, CardGrid, useLanguage } from '#ui/index.tsx'
import type { Count } from './overview.ts'
import type { Area } from './rules.ts'
import { texts } from './texts.ts'

type Props = { at: string; areas: readonly Area[]; counts: Count[]; mayImport: boolean }
export const Overview = ({ at, areas, counts, mayImport }: Props) => {
  const language = useLanguage()
  const t = texts.in(language)
  const say = importing.in(language)
  const urgent = counts.filter(({ isUrgent }) => isUrgent)
  return (
    <>
      {urgent.length > 0 && (
        <Alert color="danger" title={t('overview.urgent')}>
          <ul>
            {urgent.map(({ area, count }) => (
              <li>
                <a href={`${at}/${area}`}>{t(`overview.count.${area as CountedArea}`, { count })}</a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <CardGrid>
        {areas.map((area) => {
          const found = counts.find((one) => one.area === area)
          return (
            <Card title={t(`area.${area}`)} href={`${at}/${area}`}>
              <p>{t(`area.${area}.text`)}</p>
              {found && (
                <p>
                  <strong>{t(`overview.count.${area as CountedArea}`, { count: found.count })}</strong>
                </p>
              )}
            </Card>
          )
        })}
        {mayImport && (
          <Card title={say('title')} href={`/${language}/imports`}>
            <p>{say('lead')}</p>
          </Card>
        )}
      </CardGrid>
    </>
  )
}

type CountedArea = Exclude<Area, 'roles' | 'reference-data'>
