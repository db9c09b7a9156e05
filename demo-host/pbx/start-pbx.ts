import type { AddressInfo } from 'node:net'
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import { accountRoutes, type PersonAccount } from './account-routes.js'
import type { OutgoingHabits, PbxAccount } from './pbx-account.js'
import { playIncoming } from './play-incoming.js'
import { playOutgoing } from './play-outgoing.js'
import { SimCall } from './sim-call.js'
import { simRoutes } from './sim-routes.js'
import { vendorRoutes } from './vendor-routes.js'
import { checkWebhook } from './webhook-sender.js'

export interface PbxOptions {
  key: string
  secret: string
  /** 0 takes a free one. */
  port?: number
  webhookUrl?: string
  timeZone?: string
  extensions?: string[]
  lines?: string[]
  /** Which of the two spellings of signatures to send. */
  spelling?: PbxAccount['spelling']
  /** How many times faster than life calls go. */
  speed?: number
  /** API requests a minute before 429; the vendor's limit is 100. */
  rateLimit?: number
}

export interface Pbx {
  url: string
  readonly calls: Map<string, SimCall>
  /** What a vendor made by API. */
  readonly accounts: Map<string, PersonAccount>
  /** Enters the webhook address; false when it does not pass the vendor's echo check. */
  setWebhook(url: string): Promise<boolean>
  /** Resolves when nothing is being played any more. */
  idle(): Promise<void>
  close(): Promise<void>
}

/** Calls that are remembered; older ones are forgotten, so that a long demo does not grow. */
const REMEMBERED = 1000

/** Starts the simulated telephone system on the loopback interface. */
export async function startPbx(options: PbxOptions): Promise<Pbx> {
  const account: PbxAccount = {
    key: options.key,
    secret: options.secret,
    webhookUrl: options.webhookUrl ?? '',
    timeZone: options.timeZone ?? 'Europe/Amsterdam',
    extensions: options.extensions ?? ['100'],
    // libphonenumber's example of a Dutch landline.
    lines: options.lines ?? ['31101234567'],
    spelling: options.spelling ?? 'hex',
  }
  const scale = 1000 / (options.speed ?? 1)
  const calls = new Map<string, SimCall>()
  const accounts = new Map<string, PersonAccount>()
  const playing = new Set<Promise<void>>()
  const habits: OutgoingHabits = {
    pickUpAfter: 1,
    answerAfter: 3,
    duration: 20,
    outcome: 'answered',
    record: true,
  }

  function play(call: SimCall, scenario: Promise<void>): SimCall {
    calls.set(call.id, call)
    const oldest = calls.keys().next().value
    if (calls.size > REMEMBERED && oldest !== undefined) calls.delete(oldest)
    const running = scenario.finally(() => {
      call.finished = true
      playing.delete(running)
    })
    playing.add(running)
    return call
  }
  const callOut = (from: string, to: string, how: OutgoingHabits) => {
    const call = new SimCall('out', from, to)
    return play(call, playOutgoing(account, call, how, scale))
  }

  const app = Fastify({ forceCloseConnections: true, bodyLimit: 64 * 1024 })
  app.setValidatorCompiler(TypeBoxValidatorCompiler)
  vendorRoutes(app, {
    account,
    calls,
    rateLimit: options.rateLimit ?? 100,
    dial: (from, to) => callOut(from, to, { ...habits }),
  })
  accountRoutes(app, account, accounts)
  simRoutes(app, {
    account,
    calls,
    habits,
    callOut,
    callIn(from, line, script) {
      const call = new SimCall('in', from, line)
      return play(call, playIncoming(account, call, script, scale))
    },
  })
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 })

  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    calls,
    accounts,
    async setWebhook(url) {
      const passed = await checkWebhook(url)
      if (passed) account.webhookUrl = url
      return passed
    },
    async idle() {
      while (playing.size > 0) await Promise.all(playing)
    },
    async close() {
      for (const call of calls.values()) call.steer('hangup')
      await app.close()
    },
  }
}
