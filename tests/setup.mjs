/** The runner loads its set-up without the hooks of `--import tsx`: they are registered here, then the real one is loaded. */
import { register } from 'tsx/esm/api'

register()
export const { globalSetup, globalTeardown } = await import('./setup.ts')
