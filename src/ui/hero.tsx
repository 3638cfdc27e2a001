/** The opening of a front page: what this is, what one can do here, and something to look at. */
import type { Child } from 'hono/jsx'
import { Heading, Lead, type Level } from './words.tsx'

export type HeroProps = { title: string; lead: string; actions?: Child; aside?: Child; level?: Level }
export const Hero = ({ title, lead, actions, aside, level = 1 }: HeroProps) => (
  <div class="hero">
    <div class="hero-text">
      <Heading level={level} size="xl">
        {title}
      </Heading>
      <Lead>{lead}</Lead>
      {actions && <div class="actions">{actions}</div>}
    </div>
    {aside && <div class="hero-aside">{aside}</div>}
  </div>
)
