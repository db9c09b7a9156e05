import { jwtVerify, SignJWT } from 'jose'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import { DEFAULT_TENANT, isTenantId } from '../store/tenant.js'

// RFC 7518, 3.2: a key for HS256 has at least the size of the hash.
export const SHORTEST_TOKEN_SECRET_BYTES = 32

/** Who asks: an agent of the host, as its server vouches for. */
export interface Agent {
  /** The vendor's customer whose agent it is. */
  tenant: string
  extension: string
  name: string
  /** May change the relay's settings. */
  admin?: boolean
}

const AUDIENCE = 'deskbell-relay'
// What telephone systems use as extensions and SIP logins. Never empty: in the store an empty
// extension stands for everybody.
const EXTENSION = /^[\w.@+-]{1,64}$/
const LONGEST_NAME = 200

const keyOf = (secret: string) => new TextEncoder().encode(secret)

/**
 * A token with which an agent's page may use the relay. The host's server puts it into the answer
 * to `data-config`, for the person who is signed in there.
 * @param agent - Without a tenant it is one of the default tenant's.
 * @param lifetimeSeconds - It is checked when a request or a stream begins, not while a stream runs.
 */
export async function signAgentToken(
  secret: string,
  agent: Omit<Agent, 'tenant'> & { tenant?: string },
  lifetimeSeconds = 300,
): Promise<string> {
  if (Buffer.byteLength(secret) < SHORTEST_TOKEN_SECRET_BYTES) {
    throw new TypeError(`secret: at least ${SHORTEST_TOKEN_SECRET_BYTES} bytes are needed`)
  }
  if (!EXTENSION.test(agent.extension)) throw new TypeError('extension: no extension')
  const { tenant = DEFAULT_TENANT } = agent
  if (!isTenantId(tenant)) throw new TypeError('tenant: no id of a tenant')
  return new SignJWT({
    tenant,
    name: agent.name.slice(0, LONGEST_NAME),
    ...(agent.admin === true && { admin: true }),
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(agent.extension)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeSeconds)
    .sign(keyOf(secret))
}

/** @throws DeskbellError `unauthorized` */
export async function readAgentToken(secret: string, token: string): Promise<Agent> {
  const { payload } = await jwtVerify(token, keyOf(secret), {
    algorithms: ['HS256'],
    audience: AUDIENCE,
    requiredClaims: ['sub', 'exp', 'tenant'],
  }).catch(() => {
    throw new DeskbellError('unauthorized', 'the token is wrong or has expired')
  })
  const { sub, name, admin, tenant } = payload
  // The library checks that it is there, not that it is a text.
  if (typeof sub !== 'string' || !EXTENSION.test(sub))
    throw new DeskbellError('unauthorized', 'the token names no extension')
  if (!isTenantId(tenant)) throw new DeskbellError('unauthorized', 'the token names no tenant')
  return {
    tenant,
    extension: sub,
    name: typeof name === 'string' ? name : '',
    admin: admin === true,
  }
}
