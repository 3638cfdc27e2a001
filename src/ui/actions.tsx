/** Things to press: buttons and links. A button does something; what goes somewhere is a link, even when it looks like a button. */
import type { Child } from 'hono/jsx'
import type { Language } from '#platform/languages.ts'
import { useWords } from './language.tsx'

export const VARIANTS = ['primary', 'secondary', 'tertiary', 'danger'] as const
export type Variant = (typeof VARIANTS)[number]
export type Size = 'sm' | 'md' | 'lg'

const look = (variant: Variant) => ({
  'data-variant': variant === 'danger' ? 'secondary' : variant,
  'data-color': variant === 'danger' ? 'danger' : undefined,
})

export type ButtonProps = {
  children?: Child
  variant?: Variant
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
  size?: Size
  /** Asks this question before it goes on; without JavaScript it goes on, so the server must be able to undo or ask. */
  confirm?: string
  /** Posts to another address than its form. */
  formaction?: string
  /** Id of the form it belongs to when it stands outside of it. */
  form?: string
  disabled?: boolean
}
export const Button = ({ children, variant = 'primary', type = 'submit', size, confirm, ...rest }: ButtonProps) => (
  <button class="ds-button" {...look(variant)} data-size={size} type={type} data-confirm={confirm} {...rest}>
    {children}
  </button>
)

export type ButtonLinkProps = {
  href: string
  children?: Child
  variant?: Variant
  size?: Size
  download?: boolean
  rel?: string
}
export const ButtonLink = ({ href, children, variant = 'primary', size, download, rel }: ButtonLinkProps) => (
  <a class="ds-button" {...look(variant)} data-size={size} href={href} download={download} rel={rel}>
    {children}
  </a>
)

export type LinkProps = {
  href: string
  children?: Child
  /** The language of what it leads to, when it is not the page's. */
  lang?: Language
  current?: boolean
  rel?: string
}
export const Link = ({ href, children, lang, current, rel }: LinkProps) => (
  <a class="ds-link" href={href} lang={lang} hreflang={lang} rel={rel} aria-current={current ? 'page' : undefined}>
    {children}
  </a>
)

/** A row of buttons that wraps; the most important one stands first. */
export const Actions = ({ children }: { children?: Child }) => <div class="actions">{children}</div>

/** A form that is one button, for what changes something: `<PostButton action="/mk/…/follow">Follow</PostButton>`. */
export const PostButton = ({
  action,
  fields = {},
  ...button
}: ButtonProps & { action: string; fields?: Record<string, string> }) => (
  <form class="post-button" method="post" action={action}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <Button variant="secondary" {...button} />
  </form>
)

/** Copies the page's address. Shown only where JavaScript runs, as it can do nothing without. */
export const CopyLinkButton = ({ href }: { href?: string }) => {
  const t = useWords()
  return (
    <button
      class="ds-button"
      data-variant="tertiary"
      type="button"
      hidden
      data-copy={href ?? ''}
      data-done={t('linkCopied')}
    >
      {t('copyLink')}
    </button>
  )
}

/** Opens the browser's print window. Shown only where JavaScript runs; the browser's own menu prints as well. */
export const PrintButton = () => (
  <button class="ds-button" data-variant="tertiary" type="button" hidden data-print="">
    {useWords()('print')}
  </button>
)
