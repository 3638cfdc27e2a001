/** The words of the yearly overview in seven languages; English is the shape. */
import { defineTexts, type TextsOf } from '#platform/texts.ts'
import bg from './texts/bg.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import ky from './texts/ky.json' with { type: 'json' }
import mk from './texts/mk.json' with { type: 'json' }
import ru from './texts/ru.json' with { type: 'json' }
import sq from './texts/sq.json' with { type: 'json' }
import uk from './texts/uk.json' with { type: 'json' }

export const texts = defineTexts<typeof en>({ mk, sq, bg, ru, ky, uk, en })
export type OverviewTexts = TextsOf<typeof texts>
