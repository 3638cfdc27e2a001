/** The gallery's part on what shows records, figures and their history. Everything in it is invented. */
import {
  Avatar,
  Card,
  CardGrid,
  DataTable,
  DefinitionList,
  Difference,
  Explanation,
  Figure,
  FileList,
  FilterChips,
  Hero,
  Logo,
  Person,
  Progress,
  RecordCard,
  Statistic,
  Statistics,
  Steps,
  Timeline,
} from '../index.tsx'
import { Shown } from './shown.tsx'

export const Records = () => (
  <>
    <Shown name="RecordCard, CardGrid">
      <CardGrid>
        <RecordCard
          href="#records"
          kind="Practice"
          example
          title="Safe routes to school, drawn by pupils"
          meta={['Gostivar', '2025', '59,770 inhabitants']}
          summary="Pupils of four schools walked their way with a paper map and marked where they are afraid. The municipality repaired the eleven worst places in one summer."
          tags={[
            { label: 'Road safety', href: '#records' },
            { label: 'Young people', href: '#records' },
          ]}
        />
        <RecordCard
          href="#records"
          kind="Практика"
          lang="mk"
          title="Катастар на дрвја што секој може да го дополни"
          meta={['Карпош', '2024']}
          summary="Општината ги попиша дрвјата по улици и ги отвори податоците."
          tags={[{ label: 'Published', color: 'success' }]}
        />
        <RecordCard href="#records" title="Only a title" />
      </CardGrid>
    </Shown>
    <Shown name="Card">
      <CardGrid>
        <Card title="A card with a link" href="#records">
          <p>All of it answers to the pointer.</p>
        </Card>
        <Card title="Tinted" tinted>
          <p>For what stands beside the main thing.</p>
        </Card>
      </CardGrid>
    </Shown>
    <Shown name="Statistics, Statistic">
      <Statistics>
        <Statistic value="80" label="municipalities" note="North Macedonia, since 2013" />
        <Statistic value="1,836,713" label="inhabitants" note="census 2021" href="#records" />
        <Statistic value="24.8 %" label="own revenue" />
      </Statistics>
    </Shown>
    <Shown name="Person, Avatar">
      <Person name="Example Municipality" href="#records" note="Administration" />
      <p>
        <Avatar name="Ана Пример" /> <Avatar name="Shembull" size="lg" /> <Logo />
      </p>
    </Shown>
    <Shown name="DefinitionList">
      <DefinitionList
        items={[
          { term: 'Municipality', value: <a href="#records">Gostivar</a> },
          { term: 'Cost', value: 'MKD 1,850,000', note: 'of which 600,000 from a donor' },
          { term: 'Left out when empty', value: '' },
          { term: 'Period', value: 'March 2024 to June 2025' },
        ]}
      />
    </Shown>
    <Shown name="FileList">
      <FileList
        files={[
          { href: '#records', name: 'Map of the routes', type: 'PDF', bytes: 1_840_000 },
          {
            href: '#records',
            name: 'Одлука на советот',
            type: 'PDF',
            bytes: 230_000,
            lang: 'mk',
            note: '12 March 2024',
          },
        ]}
      />
    </Shown>
    <Shown name="Figure">
      <Figure caption="Our mark: a signpost with two boards." source="Drawn for the portal">
        <Logo />
      </Figure>
    </Shown>
    <Shown name="Hero">
      <Hero
        level={4}
        title="Knowledge from one municipality to the next"
        lead="Practices, people and figures of local self-government in four countries."
        aside={<Card tinted>Something to look at</Card>}
      />
    </Shown>
  </>
)

const MUNICIPALITIES = [
  { name: 'Gostivar', people: '59,770', revenue: '21.4 %', change: '+1.2' },
  { name: 'Strumica', people: '49,995', revenue: '27.9 %', change: '−0.4' },
  { name: 'Debar', people: '15,412', revenue: '14.0 %', change: '+0.1' },
]
const COLUMNS = [
  { key: 'name', label: 'Municipality', sortHref: '#figures', sorted: 'ascending' as const },
  { key: 'people', label: 'Inhabitants', align: 'end' as const, sortHref: '#figures' },
  { key: 'revenue', label: 'Own revenue', align: 'end' as const },
  { key: 'change', label: 'Change, points', align: 'end' as const },
]

export const Figures = () => (
  <>
    <Shown
      name="DataTable"
      note="Scrolls sideways on a phone, so that columns can be compared. Shares and changes are invented."
    >
      <DataTable
        caption="Own revenue of three municipalities"
        columns={COLUMNS}
        rows={MUNICIPALITIES}
        foot={{ name: 'Together', people: '125,177', revenue: '', change: '' }}
      />
    </Shown>
    <Shown name="DataTable, stacked" note="One block a row on a phone.">
      <DataTable
        caption="The same, one below the other"
        columns={COLUMNS.map(({ sortHref: _, ...column }) => column)}
        rows={MUNICIPALITIES}
        responsive="stack"
      />
    </Shown>
    <Shown name="Explanation">
      <Explanation
        open
        factors={[
          { label: 'Number of inhabitants', value: '59,770 and 49,995', weight: 0.5, contribution: 0.41 },
          { label: 'Share of people under 18', value: '24 % and 21 %', weight: 0.3, contribution: 0.22 },
          { label: 'Inhabitants per km²', value: '116 and 155', weight: 0.2, contribution: -0.08 },
        ]}
        rule="The weighted sum of how near two municipalities are in each factor; 1 is equal."
        change={['If the share of people under 18 were the same, the likeness would rise to 0.63.']}
        source={{ label: 'State Statistical Office, census 2021', href: '#figures', date: '2022' }}
      />
    </Shown>
  </>
)

export const History = () => (
  <>
    <Shown name="Steps">
      <Steps
        label="Where this practice stands"
        steps={[
          { label: 'Draft', state: 'done', note: '3 March' },
          { label: 'In review', state: 'current', note: 'with an editor since 12 March' },
          { label: 'Published', state: 'waiting' },
        ]}
      />
    </Shown>
    <Shown name="Progress">
      <Progress label="Sections filled" value={3} max={8} text="3 of 8" />
      <Progress label="Importing boundaries" value={64} />
    </Shown>
    <Shown name="Timeline">
      <Timeline
        items={[
          { date: '12 March 2026', dateTime: '2026-03-12', title: 'Sent for review' },
          {
            date: '14 March 2026',
            dateTime: '2026-03-14',
            title: 'Changes asked',
            text: <p>Say how many pupils took part.</p>,
            color: 'warning',
          },
          { date: '20 March 2026', dateTime: '2026-03-20', title: 'Published', color: 'success' },
        ]}
      />
    </Shown>
    <Shown name="Difference">
      <Difference
        paragraphs={[
          { kind: 'same', text: 'The council decided in March.' },
          [
            { kind: 'same', text: 'The municipality repaired ' },
            { kind: 'removed', text: 'ten' },
            { kind: 'added', text: 'eleven' },
            { kind: 'same', text: ' places in one summer.' },
          ],
          { kind: 'removed', text: 'The costs are not known yet.' },
          { kind: 'added', text: 'It cost MKD 1,850,000.' },
        ]}
      />
      <Difference paragraphs={[{ kind: 'same', text: 'Nothing changed here.' }]} />
    </Shown>
    <Shown name="FilterChips">
      <FilterChips
        clearHref="#history"
        chips={[
          { label: 'Topic: Road safety', removeHref: '#history' },
          { label: 'Country: North Macedonia', removeHref: '#history' },
        ]}
      />
    </Shown>
  </>
)
