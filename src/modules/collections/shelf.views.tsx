/** What collections put on the pages of other records: the way into one's own collections, and the public ones in which a record is. */
import { Button, Link } from '#ui/index.tsx'
import type { CollectionLine, Shelf } from './queries.ts'
import type { CollectionTexts } from './texts.ts'
import { collectionPath, langOf } from './views.tsx'

/** Opens in place: tick, name a new one, save, and one is where one was. */
export const ShelfMenu = ({
  t,
  recordId,
  shelves,
}: {
  t: CollectionTexts
  recordId: string
  shelves: readonly Shelf[]
}) => {
  const held = shelves.filter(({ holds }) => holds).length
  return (
    <details class="collect">
      <summary class="ds-button" data-variant="tertiary">
        {t('shelf.title')}
        {held > 0 && ` (${held})`}
      </summary>
      <form class="ds-card" method="post" action={collectionPath(t, 'of', `/${recordId}`)}>
        {shelves.length > 0 && (
          <fieldset class="ds-fieldset">
            <legend class="ds-label">{t('shelf.own')}</legend>
            {shelves.map(({ id, title, lang, holds }) => (
              <div class="ds-field">
                <input type="hidden" name="shown[]" value={id} />
                <input class="ds-input" type="checkbox" id={`shelf-${id}`} name="in[]" value={id} checked={holds} />
                <label class="ds-label" data-weight="regular" for={`shelf-${id}`} lang={langOf(lang, t)}>
                  {title}
                </label>
              </div>
            ))}
          </fieldset>
        )}
        <div class="ds-field">
          <label class="ds-label" for="shelf-new">
            {t('shelf.new')}
          </label>
          <input class="ds-input" id="shelf-new" name="title" maxlength={150} />
        </div>
        <div class="actions">
          <Button size="sm">{t('shelf.submit')}</Button>
          <Link href={collectionPath(t, 'mine')}>{t('mine.title')}</Link>
        </div>
      </form>
    </details>
  )
}

export const InCollections = ({ t, lines }: { t: CollectionTexts; lines: readonly CollectionLine[] }) => (
  <ul>
    {lines.map((line) => (
      <li>
        <Link href={collectionPath(t, line.slug)} lang={langOf(line.lang, t)}>
          {line.title}
        </Link>{' '}
        <span class="meta">
          {line.by && <span lang={langOf(line.by.lang, t)}>{line.by.name}, </span>}
          {t('count', { count: line.count })}
        </span>
      </li>
    ))}
  </ul>
)
