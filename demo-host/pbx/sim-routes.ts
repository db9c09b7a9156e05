import type { FastifyInstance } from 'fastify'
import { type Static, Type } from 'typebox'
import type { OutgoingHabits, PbxAccount } from './pbx-account.js'
import type { IncomingScript } from './play-incoming.js'
import type { SimCall } from './sim-call.js'

const Seconds = Type.Number({ minimum: 0, maximum: 7200 })
const Extension = Type.String({ pattern: '^\\d{2,6}$' })
const Outcome = Type.Enum(['answered', 'busy', 'cancel', 'no answer', 'failed'])

const IncomingBody = Type.Object(
  {
    direction: Type.Optional(Type.Literal('in')),
    /** Whatever a network might say: digits, `anonymous`, `0`, nothing. */
    from: Type.String({ maxLength: 40 }),
    line: Type.Optional(Type.String({ maxLength: 40 })),
    extensions: Type.Optional(Type.Array(Extension, { minItems: 1, maxItems: 20 })),
    outcome: Type.Optional(
      Type.Enum(['answered', 'busy', 'cancel', 'no answer', 'failed', 'voicemail']),
    ),
    answerAfter: Type.Optional(Seconds),
    answeredBy: Type.Optional(Extension),
    duration: Type.Optional(Seconds),
    transferTo: Type.Optional(Extension),
    record: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

const HabitFields = {
  pickUpAfter: Type.Optional(Seconds),
  answerAfter: Type.Optional(Type.Union([Seconds, Type.Null()])),
  duration: Type.Optional(Type.Union([Seconds, Type.Null()])),
  outcome: Type.Optional(Outcome),
  record: Type.Optional(Type.Boolean()),
}
const HabitsBody = Type.Object(HabitFields, { additionalProperties: false })
const OutgoingBody = Type.Object(
  {
    direction: Type.Literal('out'),
    from: Extension,
    to: Type.String({ maxLength: 40 }),
    ...HabitFields,
  },
  { additionalProperties: false },
)

type Habits = Static<typeof HabitsBody>

export interface SimContext {
  account: PbxAccount
  calls: Map<string, SimCall>
  habits: OutgoingHabits
  callIn(from: string, line: string, script: IncomingScript): SimCall
  callOut(from: string, to: string, habits: OutgoingHabits): SimCall
}

/** The strings behind the scenery: make calls, steer them, read what happened. */
export function simRoutes(app: FastifyInstance, context: SimContext): void {
  const { account, calls } = context

  app.post<{ Body: Static<typeof IncomingBody> | Static<typeof OutgoingBody> }>(
    '/sim/calls',
    { schema: { body: Type.Union([IncomingBody, OutgoingBody]) } },
    async (request, reply) => {
      const { body } = request
      reply.code(201)
      if (body.direction === 'out') {
        const { direction: _, from, to, ...habits } = body
        return context.callOut(from, digits(to), changed(context.habits, habits))
      }
      const { from, line, extensions, outcome, record, ...rest } = body
      return context.callIn(digits(from), digits(line ?? account.lines[0] ?? ''), {
        ...rest,
        outcome: outcome ?? 'answered',
        extensions: extensions ?? account.extensions,
        record: record ?? false,
      })
    },
  )

  app.get('/sim/calls', async () => ({ calls: [...calls.values()] }))

  app.get<{ Params: { id: string } }>('/sim/calls/:id', async (request, reply) => {
    return calls.get(request.params.id) ?? reply.code(404).send({ error: 'no such call' })
  })

  const Steering = Type.Object({ extension: Type.Optional(Extension) })
  for (const how of ['answer', 'hangup'] as const)
    app.post<{ Params: { id: string }; Body: Static<typeof Steering> | undefined }>(
      `/sim/calls/:id/${how}`,
      async (request, reply) => {
        const call = calls.get(request.params.id)
        if (call === undefined) return reply.code(404).send({ error: 'no such call' })
        const extension = request.body?.extension ?? ''
        if (!call.steer(how, extension))
          return reply.code(409).send({ error: `the call cannot take '${how}' now` })
        return call
      },
    )

  app.get('/sim/outgoing', async () => context.habits)

  app.put<{ Body: Habits }>('/sim/outgoing', { schema: { body: HabitsBody } }, async request => {
    Object.assign(context.habits, changed(context.habits, request.body))
    return context.habits
  })
}

/** Habits with the wished changes; `null` takes a time away, so that the call waits. */
function changed(habits: OutgoingHabits, wishes: Habits): OutgoingHabits {
  const { answerAfter = habits.answerAfter, duration = habits.duration, ...rest } = wishes
  return {
    ...habits,
    ...rest,
    answerAfter: answerAfter ?? undefined,
    duration: duration ?? undefined,
  }
}

/** Zadarma writes numbers without `+`; a word such as `anonymous` stays. */
function digits(number: string): string {
  return /^[+\d\s().-]+$/.test(number) ? number.replace(/\D/g, '') : number
}
