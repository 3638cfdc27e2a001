/** Structured log lines on standard output: what happened to which request, never what people typed or who they are. */
import { pino } from 'pino'
import type { Config } from './config.ts'

export const createLog = (config: Pick<Config, 'logLevel'>) =>
  pino({
    level: config.logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['password', 'token', 'cookie', 'authorization', 'email', '*.password', '*.token', '*.email'],
      censor: '[removed]',
    },
  })
