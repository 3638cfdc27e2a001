/** Narrowing a list: a form that puts its choices into the address, and the choices made, each to be removed. */
import type { Child } from 'hono/jsx'
import { MarkOptional } from './forms/field.tsx'
import { useWords } from './language.tsx'

export type FilterPanelProps = {
  action: string
  /** Fields: `Field`, `Choice`, `Checkboxes`… with `form={emptyForm(query)}`. */
  children?: Child
  /** How many choices are made; shown on the phone's button. */
  active?: number
  clearHref?: string
  /** Parameters that the form keeps: sorting, view. */
  keep?: Record<string, string | undefined>
}
/** Beside the list on a wide screen; on a phone a sheet that opens over it, without JavaScript (popover). */
export const FilterPanel = ({ action, children, active = 0, clearHref, keep = {} }: FilterPanelProps) => {
  const t = useWords()
  return (
    <div class="filter-panel">
      <button class="ds-button filter-open" data-variant="secondary" type="button" popovertarget="filters">
        {t('filters')}
        {active > 0 && <span class="ds-badge-count">{active}</span>}
      </button>
      <form class="filter-form" id="filters" method="get" action={action} popover="auto" aria-label={t('filters')}>
        <div class="filter-head">
          <p class="ds-heading" data-size="xs">
            {t('filters')}
          </p>
          <button
            class="ds-button filter-close"
            data-variant="tertiary"
            type="button"
            popovertarget="filters"
            popovertargetaction="hide"
          >
            {t('close')}
          </button>
        </div>
        {Object.entries(keep).map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}
        <MarkOptional.Provider value={false}>{children}</MarkOptional.Provider>
        <div class="actions">
          <button class="ds-button" data-variant="primary" type="submit">
            {t('filter')}
          </button>
          {clearHref && active > 0 && (
            <a class="ds-link" href={clearHref}>
              {t('clearFilters')}
            </a>
          )}
        </div>
      </form>
    </div>
  )
}

export type FilterChip = { label: string; removeHref: string }
export const FilterChips = ({ chips, clearHref }: { chips: readonly FilterChip[]; clearHref?: string }) => {
  const t = useWords()
  if (chips.length === 0) return null
  return (
    <div class="filter-chips">
      <ul aria-label={t('activeFilters')}>
        {chips.map(({ label, removeHref }) => (
          <li>
            <a class="filter-chip" href={removeHref} aria-label={t('removeFilter', { filter: label })}>
              {label} <span aria-hidden="true">×</span>
            </a>
          </li>
        ))}
      </ul>
      {clearHref && (
        <a class="ds-link" href={clearHref}>
          {t('clearFilters')}
        </a>
      )}
    </div>
  )
}
