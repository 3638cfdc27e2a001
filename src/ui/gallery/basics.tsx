/** The gallery's part on text, actions, messages and ways from page to page. */
import {
  Actions,
  Alert,
  Breadcrumbs,
  Button,
  ButtonLink,
  Contents,
  CopyLinkButton,
  Details,
  Empty,
  ExampleNotice,
  ExampleTag,
  Flash,
  Heading,
  Lead,
  Link,
  Meta,
  Pager,
  PostButton,
  PrintButton,
  Prose,
  SortLinks,
  TAG_COLORS,
  Tabs,
  Tag,
} from '../index.tsx'
import { Shown } from './shown.tsx'

export const Text = () => (
  <>
    <Shown name="Heading">
      <p class="ds-heading" data-size="xl">
        Size xl: only on a front page
      </p>
      <p class="ds-heading" data-size="lg">
        Level 1: the title of the page
      </p>
      <p class="ds-heading" data-size="md">
        Level 2: a part of the page
      </p>
      <p class="ds-heading" data-size="xs">
        Level 3: a part of a part
      </p>
      <p class="ds-heading" data-size="2xs">
        Level 4: rarely needed
      </p>
    </Shown>
    <Shown name="Lead, Prose, Meta">
      <Lead>The first sentences of a page say what it is and for whom, in words that everybody knows.</Lead>
      <Prose>
        <p>
          Running text is at most seventy characters wide. It has <a href="#text">links</a>, <strong>weight</strong>,
          and numbers such as 1,850,000. Letters of all seven languages: Ѓ ѓ Ќ ќ Ѕ ѕ Џ џ, ë ç, щ ъ ь, ы э ё, ң ү ө, ґ є
          і ї.
        </p>
        <ul>
          <li>one thing after another,</li>
          <li>each in its own line.</li>
        </ul>
        <blockquote>
          <p>What somebody said or a law says.</p>
        </blockquote>
      </Prose>
      <Meta>Small print: 21 November 2026, State Statistical Office</Meta>
    </Shown>
  </>
)

export const ActionsShown = () => (
  <>
    <Shown name="Button, ButtonLink, Actions">
      <Actions>
        <Button type="button">Primary</Button>
        <Button type="button" variant="secondary">
          Secondary
        </Button>
        <Button type="button" variant="tertiary">
          Tertiary
        </Button>
        <Button type="button" variant="danger" confirm="Delete this for good?">
          Danger, asks first
        </Button>
        <Button type="button" disabled>
          Disabled
        </Button>
      </Actions>
      <Actions>
        <Button type="button" size="sm">
          Small
        </Button>
        <Button type="button">Medium</Button>
        <Button type="button" size="lg">
          Large
        </Button>
        <ButtonLink href="#actions" variant="secondary">
          A link that looks like a button
        </ButtonLink>
        <Link href="#actions">A link that looks like a link</Link>
      </Actions>
    </Shown>
    <Shown name="PostButton, CopyLinkButton, PrintButton" note="The last two appear only where a script runs.">
      <Actions>
        <PostButton action="#actions">Follow</PostButton>
        <CopyLinkButton />
        <PrintButton />
      </Actions>
    </Shown>
  </>
)

export const Messages = () => (
  <>
    <Shown name="Alert, Flash">
      <Alert>You can write in any of the seven languages.</Alert>
      <Alert color="success" title="Published">
        Everyone can read it now.
      </Alert>
      <Alert color="warning" title="The original has changed">
        This translation is older than the text it was made from.
      </Alert>
      <Alert color="danger">The file could not be read.</Alert>
      <Flash messages={[{ text: 'Your changes have been saved.' }]} />
    </Shown>
    <Shown name="Tag, ExampleTag, ExampleNotice">
      <Actions>
        {TAG_COLORS.map((color) => (
          <Tag color={color}>{color}</Tag>
        ))}
        <Tag color="brand" href="#messages">
          with a link
        </Tag>
        <ExampleTag />
      </Actions>
      <ExampleNotice />
    </Shown>
    <Shown name="Empty">
      <Empty
        title="No practice matches yet"
        text="Try fewer filters, or describe what your municipality did."
        action={
          <ButtonLink href="#messages" variant="secondary">
            Share a practice
          </ButtonLink>
        }
      />
    </Shown>
  </>
)

const page = (number: number) => `?page=${number}#navigation`

export const Navigation = () => (
  <>
    <Shown name="Breadcrumbs">
      <Breadcrumbs
        items={[
          { href: '#navigation', label: 'Home' },
          { href: '#navigation', label: 'Practices' },
          { href: '#navigation', label: 'Safe routes to school, drawn by pupils' },
        ]}
      />
    </Shown>
    <Shown name="Tabs">
      <Tabs
        label="Views of the list"
        items={[
          { href: '#navigation', label: 'List', current: true, count: 42 },
          { href: '#navigation', label: 'Map' },
          { href: '#navigation', label: 'Table' },
        ]}
      />
    </Shown>
    <Shown name="SortLinks">
      <SortLinks
        items={[
          { href: '#navigation', label: 'newest', current: true },
          { href: '#navigation', label: 'title' },
          { href: '#navigation', label: 'size of municipality' },
        ]}
      />
    </Shown>
    <Shown name="Pager" note="With a known number of pages, and without.">
      <Pager page={5} pages={12} href={page} />
      <Pager label="Pages, not counted" page={2} hasNext href={page} />
    </Shown>
    <Shown name="Contents">
      <Contents
        title="On this page"
        items={[
          { href: '#text', label: 'Text' },
          { href: '#forms', label: 'Forms' },
        ]}
      />
    </Shown>
    <Shown name="Details">
      <Details summary="What does “measurable result” mean?">
        <p>A figure before, a figure after, and when each was taken.</p>
      </Details>
      <Details summary="An open one" open>
        <p>It opens without a script.</p>
      </Details>
    </Shown>
    <Shown name="Heading with an address">
      <Heading level={4} id="with-an-address">
        <a href="#with-an-address">A heading one can link to</a>
      </Heading>
    </Shown>
  </>
)
