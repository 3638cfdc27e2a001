/** How files join the site. Read only by `site/modules.ts`. */
import type { Module } from '#platform/module.ts'

export const files: Module = { name: 'files', path: '/files' }
