/** What other modules use of practices: who may decide, whom to write to, and the SQL, forms and names that lists of places share. */
export { firstDayOf, monthOf } from './facts.ts'
export { month } from './forms.ts'
export { type PlaceOfPractice, placeJson, slugOfRecord } from './listing.ts'
export { type Recipient, recipients, reviewersOf } from './manuscripts.ts'
export { countryName, placeName, placePath, practicePage } from './naming.ts'
export { isReviewer, WRITING_ROLES } from './rules.ts'
