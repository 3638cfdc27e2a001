/** One component in the gallery, with its name above it. */
import type { Child } from 'hono/jsx'
import { Section } from '../words.tsx'

export const Shown = ({ name, note, children }: { name: string; note?: string; children?: Child }) => (
  <div class="shown">
    <Section title={<code>{name}</code>}>
      {note && <p class="meta">{note}</p>}
      {children}
    </Section>
  </div>
)
