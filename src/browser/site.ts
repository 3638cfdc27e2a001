/** What every page loads: small comforts on top of pages that work without them. Nothing here is needed to read or to send. */
/// <reference lib="dom" />
import { copyAndPrint } from './buttons.ts'
import { countCharacters } from './counters.ts'
import { saveDrafts } from './drafts.ts'
import { closeDropdowns } from './dropdowns.ts'
import { askBefore, focusErrors, warnUnsaved } from './forms.ts'
import { narrow } from './narrowing.ts'
import { suggest } from './suggestions.ts'

focusErrors()
countCharacters()
askBefore()
const unsaved = warnUnsaved()
saveDrafts(unsaved)
closeDropdowns()
copyAndPrint()
suggest()
narrow()
