/** All settings of the program, read from the environment once at start and checked; README.md lists the same with their defaults. */
import { resolve } from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { StartError } from './postgres/start-error.ts'

export const COUNTRY_CODES = ['mk', 'bg', 'ua', 'kg'] as const
export type CountryCode = (typeof COUNTRY_CODES)[number]

const emptyIsMissing = (value: unknown) => (value === '' ? undefined : value)
const setting = <S extends z.ZodType>(schema: S) => z.preprocess(emptyIsMissing, schema)
const list = (value: string) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

const isProxy = (part: string) => ipaddr.isValid(part) || ipaddr.isValidCIDR(part)
const webAddress = z.url({ protocol: /^https?$/, error: 'must be a web address such as https://portal.example' })
const postgresAddress = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must look like postgresql://owner:password@host:5432/patokaz',
})

const settings = z.object({
  PORT: setting(z.coerce.number({ error: 'must be a number from 0 to 65535' }).int().min(0).max(65_535).default(3000)),
  HOST: setting(z.string().default('127.0.0.1')),
  PUBLIC_URL: setting(webAddress.optional()),
  TRUSTED_PROXIES: setting(
    z
      .string()
      .default('')
      .transform(list)
      .refine((parts) => parts.every(isProxy), {
        error: 'must be addresses or networks, separated by commas, such as 10.0.0.0/8',
      }),
  ),
  VAR: setting(z.string().default('var')),
  COUNTRIES: setting(
    z
      .string()
      .default(COUNTRY_CODES.join(','))
      .transform(list)
      .pipe(z.array(z.enum(COUNTRY_CODES, { error: `must name countries out of ${COUNTRY_CODES.join(', ')}` })).min(1)),
  ),
  EXAMPLES: setting(z.enum(['on', 'off'], { error: 'must be on or off' }).default('on')),
  DATABASE_URL: setting(postgresAddress.optional()),
  DATABASE_APP_URL: setting(postgresAddress.optional()),
  SECRET: setting(z.string().min(32, { error: 'must have at least 32 characters' }).optional()),
  SMTP_URL: setting(z.url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587' }).optional()),
  MAIL_FROM: setting(z.string().default('Patokaz <portal@localhost>')),
  TRANSLATION_URL: setting(webAddress.optional()),
  TRANSLATION_TOKEN: setting(z.string().optional()),
  METRICS_TOKEN: setting(z.string().min(16, { error: 'must have at least 16 characters' }).optional()),
  LOG_LEVEL: setting(
    z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'must be debug, info, warn, error or silent' })
      .default('info'),
  ),
  UPLOAD_LIMIT_MB: setting(z.coerce.number({ error: 'must be a number from 1 to 200' }).min(1).max(200).default(20)),
  S3_BUCKET: setting(z.string().optional()),
  S3_REGION: setting(z.string().default('us-east-1')),
  S3_ENDPOINT: setting(webAddress.optional()),
  OIDC_NAME: setting(z.string().default('eID')),
  OIDC_DISCOVERY_URL: setting(webAddress.optional()),
  OIDC_CLIENT_ID: setting(z.string().optional()),
  OIDC_CLIENT_SECRET: setting(z.string().optional()),
})

export const SETTING_NAMES = Object.keys(settings.shape)

export type Config = {
  port: number
  host: string
  /** Where people reach the portal, without a trailing slash. Decides links in mail, the accepted Origin and secure cookies. */
  publicUrl: string
  secure: boolean
  trustedProxies: string[]
  /** Folder of everything that this installation keeps. */
  folder: string
  countries: CountryCode[]
  examples: boolean
  database: { ownerUrl: string; appUrl: string | undefined } | undefined
  secret: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  /** The machine that may be asked for translations; none by default, and then none is called. */
  translation: { url: string; token: string | undefined } | undefined
  metricsToken: string | undefined
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  uploadLimit: number
  s3: { bucket: string; region: string; endpoint: string | undefined } | undefined
  oidc: { name: string; discoveryUrl: string; clientId: string; clientSecret: string } | undefined
}

/** Reads and checks the settings. Throws one StartError that names every bad one. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const result = settings.safeParse(environment)
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`)
    throw new StartError(`Settings that cannot work: ${problems.join('; ')}. README.md lists all settings.`)
  }
  const s = result.data
  const oidc = [s.OIDC_DISCOVERY_URL, s.OIDC_CLIENT_ID, s.OIDC_CLIENT_SECRET]
  if (oidc.some(Boolean) && !oidc.every(Boolean))
    throw new StartError(
      'OIDC_DISCOVERY_URL, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three, or none.',
    )
  if (s.DATABASE_APP_URL && !s.DATABASE_URL)
    throw new StartError('DATABASE_APP_URL needs DATABASE_URL, the address of the owner who runs the migrations.')
  const publicUrl = new URL(s.PUBLIC_URL ?? `http://localhost:${s.PORT}`)
  if (publicUrl.pathname !== '/')
    throw new StartError('PUBLIC_URL must have no path: the portal lives at the root of its address.')
  return {
    port: s.PORT,
    host: s.HOST,
    publicUrl: publicUrl.origin,
    secure: publicUrl.protocol === 'https:',
    trustedProxies: s.TRUSTED_PROXIES,
    folder: resolve(s.VAR),
    countries: s.COUNTRIES,
    examples: s.EXAMPLES === 'on',
    database: s.DATABASE_URL ? { ownerUrl: s.DATABASE_URL, appUrl: s.DATABASE_APP_URL } : undefined,
    secret: s.SECRET,
    smtpUrl: s.SMTP_URL,
    mailFrom: s.MAIL_FROM,
    translation: s.TRANSLATION_URL ? { url: s.TRANSLATION_URL, token: s.TRANSLATION_TOKEN } : undefined,
    metricsToken: s.METRICS_TOKEN,
    logLevel: s.LOG_LEVEL,
    uploadLimit: s.UPLOAD_LIMIT_MB * 1_000_000,
    s3: s.S3_BUCKET ? { bucket: s.S3_BUCKET, region: s.S3_REGION, endpoint: s.S3_ENDPOINT } : undefined,
    oidc:
      s.OIDC_DISCOVERY_URL && s.OIDC_CLIENT_ID && s.OIDC_CLIENT_SECRET
        ? {
            name: s.OIDC_NAME,
            discoveryUrl: s.OIDC_DISCOVERY_URL,
            clientId: s.OIDC_CLIENT_ID,
            clientSecret: s.OIDC_CLIENT_SECRET,
          }
        : undefined,
  }
}
