/** Example translations of example practices. */
import type { SeedContext } from '#platform/module.ts'

export async function seed(_context: SeedContext): Promise<void> {}
