/** How drizzle-kit finds the tables and where it writes migrations; run by `npm run migration`. */
import { defineConfig } from 'drizzle-kit'

// biome-ignore lint/style/noDefaultExport: drizzle-kit reads the default export
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/**/schema.ts',
  out: './migrations',
  casing: 'snake_case',
  migrations: { prefix: 'index' },
})
