/** HTML of the page that says how nominations are counted and gives the chain away. */
import { dateText, numberText } from '#platform/texts.ts'
import { Actions, ButtonLink, DefinitionList, Heading, Lead, Section } from '#ui/index.tsx'
import type { Counts } from './queries.ts'
import { CONSPICUOUS } from './rules.ts'
import type { T } from './texts.ts'
import { LinksTable, type ReceiptLink } from './views.tsx'

/** One link as it is downloaded, invented, without its hash: what the hash is made from. */
const SAMPLE =
  '{"at":"2026-11-21T10:15:00.000Z","event":"counted","municipality":null,"nomination":"019a…","position":17,"practice":"019a…","voice":"citizen"}'

type ChainProps = { t: T; totals: Counts; newest: readonly ReceiptLink[] }
export const ChainPage = ({ t, totals, newest }: ChainProps) => {
  const [head] = newest
  const { burst, domain, network, newAccounts } = CONSPICUOUS
  return (
    <>
      <Heading level={1}>{t('chain.title')}</Heading>
      <Lead>{t('chain.lead')}</Lead>
      <DefinitionList
        items={[
          { term: t('count.citizens'), value: numberText(t.language, totals.citizens) },
          { term: t('count.municipalities'), value: numberText(t.language, totals.municipalities) },
          { term: t('chain.head'), value: head && numberText(t.language, head.position) },
          { term: t('receipt.hash'), value: head && <code class="hash">{head.hash}</code> },
          { term: `${t('receipt.time')} (UTC)`, value: head && dateText(t.language, head.at, 'moment', 'UTC') },
        ]}
      />
      <Section title={t('chain.rules')}>
        <ul>
          <li>{t('chain.rule.person')}</li>
          <li>{t('chain.rule.municipality')}</li>
          <li>{t('chain.rule.own')}</li>
          <li>{t('chain.rule.stays')}</li>
          <li>{t('chain.rule.invalid')}</li>
        </ul>
      </Section>
      <Section title={t('chain.download')}>
        <p>{t('chain.downloadText')}</p>
        <Actions>
          <ButtonLink href="/api/v1/nominations/chain.jsonl" variant="secondary" download>
            chain.jsonl
          </ButtonLink>
          <ButtonLink href="/api/v1/nominations/chain.csv" variant="secondary" download>
            chain.csv
          </ButtonLink>
          <ButtonLink href="/recount.mjs" variant="secondary" download>
            recount.mjs
          </ButtonLink>
          <ButtonLink href="/api/v1/nominations/counts.json" variant="tertiary">
            counts.json
          </ButtonLink>
        </Actions>
        <p>{t('chain.run')}</p>
        <p>
          <code>node recount.mjs chain.jsonl</code>
        </p>
      </Section>
      <Section title={t('chain.hash')}>
        <p>{t('chain.hashText')}</p>
        <p>
          <code>{`SHA-256(${t('chain.before')} + "\\n" + ${SAMPLE})`}</code>
        </p>
        <p>{t('chain.first')}</p>
        <p>{t('chain.personal')}</p>
      </Section>
      <Section title={t('chain.conspicuous')}>
        <p>{t('chain.conspicuousText')}</p>
        <ul>
          <li>{t('rule.burst', { most: burst.most, times: burst.times, days: burst.days })}</li>
          <li>{t('rule.domain', { least: domain.least, share: domain.share })}</li>
          <li>{t('rule.network', { least: network.least })}</li>
          <li>
            {t('rule.newAccounts', { least: newAccounts.least, share: newAccounts.share, hours: newAccounts.hours })}
          </li>
        </ul>
      </Section>
      {newest.length > 0 && (
        <Section title={t('chain.newest')}>
          <LinksTable t={t} links={newest} caption={t('chain.newest')} />
        </Section>
      )}
    </>
  )
}
