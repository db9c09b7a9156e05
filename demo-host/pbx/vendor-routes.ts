import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { accountTime, accountZone } from './account-clock.js'
import type { PbxAccount } from './pbx-account.js'
import type { SimCall } from './sim-call.js'
import { toneWav } from './tone-wav.js'
import { isAuthorized } from './zadarma-signing.js'

export interface VendorContext {
  account: PbxAccount
  calls: Map<string, SimCall>
  /** Starts a call from an extension to a number, both as the API got them. */
  dial(from: string, to: string): SimCall
  /** Requests a minute before 429. */
  rateLimit: number
}

/** Seconds for which a link to a recording works; the vendor's default is half an hour. */
const LINK_LIFETIME = 1800

/** The part of Zadarma's own API that a CRM calls: dial, zone, extensions, recordings. */
export function vendorRoutes(app: FastifyInstance, context: VendorContext): void {
  const { account, calls } = context
  let minute = 0
  let requests = 0

  app.register(async api => {
    api.addHook('onRequest', async (request, reply) => {
      const now = Math.floor(Date.now() / 60_000)
      if (now !== minute) [minute, requests] = [now, 0]
      if (++requests > context.rateLimit)
        return refuse(reply, 429, 'You exceeded your rate limit by user')
      const path = request.url.split('?', 1)[0] ?? ''
      const header = request.headers.authorization
      if (!isAuthorized(header, { path, parameters: parameters(request) }, account))
        return refuse(reply, 401, 'Not authorized')
    })

    api.get('/v1/request/callback/', async (request, reply) => {
      const { from = '', to = '' } = parameters(request)
      const number = to.replace(/^\+/, '')
      if (!/^\d{2,10}$/.test(from)) return refuse(reply, 400, 'Wrong parameter: from')
      if (!/^\d{3,17}$/.test(number)) return refuse(reply, 400, 'Wrong parameter: to')
      context.dial(from, number)
      return { status: 'success', from, to: number, time: Math.floor(Date.now() / 1000) }
    })

    api.get('/v1/info/timezone/', async () => ({
      status: 'success',
      unixtime: Math.floor(Date.now() / 1000),
      datetime: accountTime(Date.now(), account.timeZone),
      timezone: accountZone(Date.now(), account.timeZone),
    }))

    api.get('/v1/pbx/internal/', async () => ({
      status: 'success',
      pbx_id: 1234,
      numbers: account.extensions.map(Number),
    }))

    api.get('/v1/pbx/record/request/', async (request, reply) => {
      const wanted = parameters(request)
      const call = [...calls.values()].find(
        ({ id, recordingId }) => id === wanted.pbx_call_id || recordingId === wanted.call_id,
      )
      if (!call?.recorded) return refuse(reply, 404, 'Record file not found')
      const link = `${request.protocol}://${request.host}/v1/pbx/record/download/${call.id}/${call.recordingId}.wav`
      const lifetime_till = accountTime(Date.now() + LINK_LIFETIME * 1000, account.timeZone)
      return wanted.call_id === undefined
        ? { status: 'success', links: [link], lifetime_till }
        : { status: 'success', link, lifetime_till }
    })
  })

  // As at the vendor the link itself is the permission: 160 random bits, and no header.
  app.get<{ Params: { id: string; file: string } }>(
    '/v1/pbx/record/download/:id/:file',
    async (request, reply) => {
      const call = calls.get(request.params.id)
      if (!call?.recorded || request.params.file !== `${call.recordingId}.wav`)
        return refuse(reply, 404, 'Record file not found')
      return reply.type('audio/wav').send(toneWav(call.talkSeconds))
    },
  )
}

function parameters(request: FastifyRequest): Record<string, string> {
  const query = request.url.split('?').slice(1).join('?')
  return Object.fromEntries(new URLSearchParams(query))
}

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ status: 'error', message })
}
