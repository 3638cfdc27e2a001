/** What other modules may ask of places. */
export { type Alike, alikeTo, type LikenessFactor, likenessSource, nearestFigures } from './alike.ts'
export { boundariesOf, neighboursIn } from './boundary-queries.ts'
export { fold } from './engine/fold.ts'
export { findPlaces } from './finding.ts'
export { bareNameOf, langOf, levelName, type Name, nameOf, namesOf, pathOfPlace, typeName } from './names.ts'
export { type PlaceParts, registerPlaceParts } from './parts.ts'
export { choosePlace, type PickerGroups, PlacePicker, type PlacePickerProps, pickerPlaces } from './picker.tsx'
export {
  countriesOf,
  findPlace,
  type PlaceLine,
  placeByCode,
  placeBySlug,
  placePath,
  placesAbove,
  placesAt,
  placesByCodes,
  placesByIds,
  placesIn,
  regionOf,
  within,
} from './queries.ts'
export { loadPlaces } from './reference.ts'
export { SIZE_CLASSES, type SizeClass, sizeClassOf, sizeLimits } from './rules.ts'
export { LEVELS, type Level, type Place, places } from './schema.ts'
