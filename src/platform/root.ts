/** The folder of the program itself, wherever it was put. */
import { dirname } from 'node:path'

export const ROOT = dirname(dirname(import.meta.dirname))
