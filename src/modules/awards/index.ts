/** What other modules may ask of awards. */
export { type Medal, medalsOf, medalsOfPlace } from './medals.ts'
