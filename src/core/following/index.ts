/** What the site joins to following: which events are news, said by the modules. */
export { useTold } from './telling.ts'
