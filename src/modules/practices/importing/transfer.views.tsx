/** The HTML of the page from which practices are taken away whole. */
import type { TextsOf } from '#platform/texts.ts'
import { ButtonLink, Heading, Lead, Section } from '#ui/index.tsx'
import type { texts } from './texts.ts'
import { TRANSFER_FORMATS } from './transfer.ts'

type T = TextsOf<typeof texts>

const Formats = ({ t, which }: { t: T; which: 'public' | 'all' }) => (
  <ul>
    {TRANSFER_FORMATS.map((format) => (
      <li>
        <a href={`/${t.language}/practices/export/${which}.${format}`} download>
          {format.toUpperCase()}
        </a>
        {format === 'zip' && `: ${t('export.zip')}`}
      </li>
    ))}
  </ul>
)

export const TransferPage = ({ t, isMember, mayImport }: { t: T; isMember: boolean; mayImport: boolean }) => (
  <>
    <Heading level={1}>{t('export.title')}</Heading>
    <Lead>{t('export.lead')}</Lead>
    <Section title={t('export.public')}>
      <Formats t={t} which="public" />
    </Section>
    {isMember && (
      <Section title={t('export.all')}>
        <p>{t('export.allLead')}</p>
        <Formats t={t} which="all" />
      </Section>
    )}
    {mayImport && (
      <p>
        <ButtonLink href={`/${t.language}/imports`} variant="secondary">
          {t('export.import')}
        </ButtonLink>
      </p>
    )}
  </>
)
