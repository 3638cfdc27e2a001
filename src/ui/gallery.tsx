/** One page that shows every component in every state; what is not here does not exist. What it shows is invented and in English. */
import { ChartGallery } from './charts/gallery.tsx'
import { ActionsShown, Messages, Navigation, Text } from './gallery/basics.tsx'
import { FormsShown } from './gallery/forms.tsx'
import { Figures, History, Records } from './gallery/records.tsx'
import { Columns, Contents, ExampleNotice, Heading, Lead, Section } from './index.tsx'

const PARTS = [
  { id: 'text', title: 'Text', Shows: Text },
  { id: 'actions', title: 'Actions', Shows: ActionsShown },
  { id: 'messages', title: 'Messages', Shows: Messages },
  { id: 'navigation', title: 'Navigation', Shows: Navigation },
  { id: 'records', title: 'Records', Shows: Records },
  { id: 'figures', title: 'Figures', Shows: Figures },
  { id: 'history', title: 'History and filters', Shows: History },
  { id: 'forms', title: 'Forms', Shows: FormsShown },
  { id: 'charts', title: 'Charts and maps', Shows: ChartGallery },
] as const

export const Gallery = () => (
  <>
    <Heading level={1}>Components</Heading>
    <Lead>
      Every part that pages are made of, in every state. Each works without a script, on a phone and on paper.
    </Lead>
    <ExampleNotice />
    <Columns
      asideFirst
      aside={<Contents title="Components" items={PARTS.map(({ id, title }) => ({ href: `#${id}`, label: title }))} />}
    >
      {PARTS.map(({ id, title, Shows }) => (
        <Section title={title} id={id}>
          <Shows />
        </Section>
      ))}
    </Columns>
  </>
)
