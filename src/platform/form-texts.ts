/** The sentences that tell people what is wrong with a field; shared by every form. */
import bg from './form-texts/bg.json' with { type: 'json' }
import en from './form-texts/en.json' with { type: 'json' }
import ky from './form-texts/ky.json' with { type: 'json' }
import mk from './form-texts/mk.json' with { type: 'json' }
import ru from './form-texts/ru.json' with { type: 'json' }
import sq from './form-texts/sq.json' with { type: 'json' }
import uk from './form-texts/uk.json' with { type: 'json' }
import { defineTexts } from './texts.ts'

export const formTexts = defineTexts<typeof en>({ mk, sq, bg, ru, ky, uk, en })
