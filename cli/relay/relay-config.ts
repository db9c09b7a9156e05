import { readFileSync } from 'node:fs'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { CommandError } from '../command-error.js'

const strict = { additionalProperties: false }
const Rate = Type.Object({ perSecond: Type.Number(), burst: Type.Number() }, strict)

const Config = Type.Object(
  {
    /** `postgres://user:password@host/name`, or the path of an SQLite file. */
    database: Type.String({ minLength: 1 }),
    tokenSecret: Type.String({ minLength: 32 }),
    operatorToken: Type.String({ minLength: 32 }),
    host: Type.String({ default: '127.0.0.1' }),
    port: Type.Integer({ minimum: 0, maximum: 65_535, default: 4702 }),
    /** In front of every address. */
    prefix: Type.String({ pattern: '^(/[\\w-]+)*$', default: '' }),
    /** Addresses and networks of the proxies whose `X-Forwarded-For` is believed. */
    trustProxy: Type.Optional(Type.Array(Type.String())),
    logLevel: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], { default: 'info' }),
    /** Words of errors and senders' addresses in the log as well. */
    logPersonal: Type.Boolean({ default: false }),
    keepDays: Type.Optional(Type.Number({ minimum: 1 })),
    reach: Type.Optional(Type.Array(Type.String())),
    limits: Type.Optional(
      Type.Object({ webhooks: Type.Optional(Rate), requests: Type.Optional(Rate) }, strict),
    ),
    /** The default tenant's options; the relay says what they may be. */
    tenant: Type.Object({ country: Type.String() }),
  },
  strict,
)
export type RelayConfig = Static<typeof Config>

/** What may be set by the environment, each over the file's. */
export const VARIABLES: Record<string, (text: string) => [string, unknown]> = {
  DESKBELL_DATABASE: text => ['database', text],
  DESKBELL_TOKEN_SECRET: text => ['tokenSecret', text],
  DESKBELL_OPERATOR_TOKEN: text => ['operatorToken', text],
  DESKBELL_HOST: text => ['host', text],
  DESKBELL_PORT: text => ['port', number(text)],
  DESKBELL_PREFIX: text => ['prefix', text],
  DESKBELL_TRUST_PROXY: text => ['trustProxy', list(text)],
  DESKBELL_LOG_LEVEL: text => ['logLevel', text],
  DESKBELL_LOG_PERSONAL: text => [
    'logPersonal',
    text === 'true' || (text === 'false' ? false : text),
  ],
  DESKBELL_KEEP_DAYS: text => ['keepDays', number(text)],
  DESKBELL_REACH: text => ['reach', list(text)],
  DESKBELL_COUNTRY: text => ['tenant', { country: text }],
}

const number = (text: string) => (text.trim() === '' ? text : Number(text))
const list = (text: string) => text.split(',').map(each => each.trim())

/**
 * The relay's settings: a JSON file, the environment over it.
 * @throws CommandError that names every mistake with its place
 */
export function readConfig(
  path: string | undefined,
  environment: Record<string, string | undefined>,
): RelayConfig {
  const given = path === undefined ? {} : readFile(path)
  const from = new Map<string, string>()
  for (const [name, read] of Object.entries(VARIABLES)) {
    const text = environment[name]
    if (text === undefined || text === '') continue
    const [key, value] = read(text)
    const merged = key === 'tenant' ? { ...(given.tenant as object), ...(value as object) } : value
    given[key] = merged
    from.set(key, name)
  }
  const config = Value.Default(Config, given)
  if (Value.Check(Config, config)) return config
  const mistakes = Value.Errors(Config, config).flatMap(
    ({ instancePath, message, keyword, params }) => {
      const place = instancePath.slice(1).replaceAll('/', '.')
      const within = (name: string) => (place === '' ? name : `${place}.${name}`)
      if (keyword === 'required') {
        const { requiredProperties } = params as { requiredProperties: string[] }
        return requiredProperties.map(name => `${within(name)}: is missing`)
      }
      if (keyword === 'additionalProperties') {
        const { additionalProperties } = params as { additionalProperties: string[] }
        return additionalProperties.map(name => `${within(name)}: is no setting`)
      }
      // Says of an unknown name what was said above.
      if (keyword === 'boolean') return []
      const variable = from.get(place)
      return `${place}${variable ? ` (${variable})` : ''}: ${message}`
    },
  )
  throw new CommandError(`The configuration is wrong:\n  ${mistakes.join('\n  ')}`, 2)
}

function readFile(path: string): Record<string, unknown> {
  const text = readFileSync(path, 'utf8')
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { ...value }
    }
  } catch (problem) {
    throw new CommandError(`${path} is not JSON: ${(problem as Error).message}`, 2)
  }
  throw new CommandError(`${path}: an object is needed`, 2)
}
