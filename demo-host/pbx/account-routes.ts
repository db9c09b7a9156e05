import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { PbxAccount } from './pbx-account.js'

/** A person's account here, as a vendor that sells accounts on makes it. */
export interface PersonAccount {
  id: string
  tenant: string
  email: string
  password: string
  extension: string
  suspended: boolean
}

/** Seconds for which a link signs in. */
const LINK_LIFETIME = 60
const FIRST_EXTENSION = 200

const Id = Type.Object({ id: Type.String({ maxLength: 64 }) })
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })

/** Accounts by API, for whoever has the system's key: made, suspended, deleted, signed in to. */
export function accountRoutes(
  app: FastifyInstance,
  account: PbxAccount,
  accounts: Map<string, PersonAccount>,
): void {
  const links = new Map<string, { id: string; until: number }>()
  let extension = FIRST_EXTENSION

  /** Calls ring at those that are not suspended. */
  const rings = ({ extension }: PersonAccount, wanted: boolean) => {
    const others = account.extensions.filter(each => each !== extension)
    account.extensions = wanted ? [...others, extension] : others
  }

  app.register(async api => {
    api.addHook('onRequest', async (request, reply) => {
      if (request.headers.authorization !== `Bearer ${account.secret}`) {
        return reply.code(401).send({ error: 'not authorized' })
      }
    })

    api.put<{
      Params: { id: string }
      Body: { tenant: string; email: string; password: string }
    }>(
      '/accounts/:id',
      {
        schema: {
          params: Id,
          body: Type.Object({ tenant: text(64), email: text(254), password: text(200) }),
        },
      },
      async request => {
        const { id } = request.params
        const known = accounts.get(id)
        if (known) return { extension: known.extension }
        const made = { id, ...request.body, extension: `${extension++}`, suspended: false }
        accounts.set(id, made)
        rings(made, true)
        return { extension: made.extension }
      },
    )

    api.put<{ Params: { id: string }; Body: { suspended: boolean } }>(
      '/accounts/:id/suspended',
      { schema: { params: Id, body: Type.Object({ suspended: Type.Boolean() }) } },
      async (request, reply) => {
        const person = accounts.get(request.params.id)
        if (!person) return reply.code(404).send({ error: 'no such account' })
        person.suspended = request.body.suspended
        rings(person, !person.suspended)
        return reply.code(204).send()
      },
    )

    api.delete<{ Params: { id: string } }>(
      '/accounts/:id',
      { schema: { params: Id } },
      async (request, reply) => {
        const person = accounts.get(request.params.id)
        if (person) rings(person, false)
        accounts.delete(request.params.id)
        return reply.code(204).send()
      },
    )

    api.post<{ Params: { id: string } }>(
      '/accounts/:id/sign-on',
      { schema: { params: Id } },
      async (request, reply) => {
        const { id } = request.params
        if (!accounts.has(id)) return reply.code(404).send({ error: 'no such account' })
        const code = randomBytes(24).toString('base64url')
        links.set(code, { id, until: Date.now() + LINK_LIFETIME * 1000 })
        return { link: `${request.protocol}://${request.host}/sign-on/${code}` }
      },
    )
  })

  // The link itself is the permission, once.
  app.get<{ Params: { code: string } }>('/sign-on/:code', async (request, reply) => {
    const link = links.get(request.params.code)
    links.delete(request.params.code)
    const person = link && link.until > Date.now() ? accounts.get(link.id) : undefined
    if (!person || person.suspended) return reply.code(403).send({ error: 'the link is used up' })
    return { signedIn: person.email, extension: person.extension }
  })
}
