/** Example chains of municipalities that learned from each other. */
import type { SeedContext } from '#platform/module.ts'
export async function seed(_: SeedContext): Promise<void> {}
