/** The foot of every page: what else there is, and who answers for it. */
import type { Child } from 'hono/jsx'
import { useWords } from './language.tsx'
import { Logo } from './logo.tsx'

export type FooterColumn = { title: string; items: readonly { href: string; label: string }[] }
export const SiteFooter = ({
  columns,
  note,
  name,
}: {
  columns: readonly FooterColumn[]
  note?: Child
  name?: string
}) => (
  <footer class="site-footer">
    <div class="site-footer-inner">
      <nav class="site-footer-columns" aria-label={useWords()('links')}>
        {columns.map(({ title, items }) => (
          <div>
            <h2 class="site-footer-title">{title}</h2>
            <ul>
              {items.map(({ href, label }) => (
                <li>
                  <a href={href}>{label}</a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div class="site-footer-note">
        <Logo />
        <div>
          {name && <p class="site-name-word">{name}</p>}
          {note}
        </div>
      </div>
    </div>
  </footer>
)
