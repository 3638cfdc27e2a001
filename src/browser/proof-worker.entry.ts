/** Solves the task of the box "I am a person" beside the page, so that typing goes on meanwhile. */
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { handler } from 'altcha-lib/workers/shared'

handler({ deriveKey })
