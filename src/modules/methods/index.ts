/** What other modules use of methods and tools: choosing them in a form, keeping what a record applies, naming them. */
export { addInPlace, linkMethods, type MethodInPlace, setMethods } from './adding.ts'
export { choicesFor, chosenMethods, isChoosing, type MethodChoices, MOST_CHOSEN, readInPlace } from './choosing.ts'
export { type MethodLine, methodIdsOf, methodsByIds, publishedNames } from './lines.ts'
export { MethodPicker } from './picker.tsx'
export { AppliedMethods } from './views.tsx'
