/** The door of files for other modules. */
export { ACCEPTED, isPicture, kindOfType } from './kinds.ts'
export {
  addFile,
  changeFile,
  type FileWords,
  findFile,
  listFiles,
  MOST_FILES,
  type NewFile,
  removeFile,
} from './queries.ts'
export { type MayManage, registerFileRights } from './rights.ts'
export type { FileProblem } from './sniff.ts'
export { createStore } from './store.ts'
export { FilesOfRecord, FilesPart, type FilesPartProps, fileItem, filePath, filesPath } from './views.tsx'
