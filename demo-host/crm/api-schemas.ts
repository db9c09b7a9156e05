import { Type } from 'typebox'
import { CALL_DIRECTIONS, CALL_OUTCOMES } from '../../js-shim/src/core/lists.js'

const Moment = Type.Number({ minimum: 0, maximum: 8.64e15 })
const Maybe = <T extends ReturnType<typeof Type.Number | typeof Type.String>>(type: T) =>
  Type.Union([type, Type.Null()])
const Seconds = Type.Number({ minimum: 0, maximum: 86_400 * 30 })
const Id = Type.String({ minLength: 1, maxLength: 128 })
const Text = Type.String({ maxLength: 200 })
const Number_ = Type.String({ maxLength: 64 })

/** `Contact` of js-shim/src/types.ts, as far as this CRM reads it back. */
const ContactReference = Type.Object({ id: Id, name: Text })

/** `CallRecord` of js-shim/src/types.ts. */
export const CallRecordBody = Type.Object({
  callId: Id,
  provider: Text,
  direction: Type.Enum([...CALL_DIRECTIONS]),
  from: Number_,
  to: Number_,
  line: Number_,
  agent: Number_,
  offeredAt: Maybe(Moment),
  answeredAt: Maybe(Moment),
  endedAt: Maybe(Moment),
  ringSeconds: Maybe(Seconds),
  talkSeconds: Maybe(Seconds),
  outcome: Type.Union([Type.Enum([...CALL_OUTCOMES]), Type.Null()]),
  contact: Type.Union([ContactReference, Type.Null()]),
  recordingUrl: Type.String({ maxLength: 2000 }),
  note: Type.String({ maxLength: 10_000 }),
  tracking: Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 1000 })),
})

export const ContactsQuery = Type.Object({
  number: Type.Optional(Type.Union([Number_, Type.Array(Number_, { minItems: 1, maxItems: 20 })])),
  search: Type.Optional(Text),
})

export const NewContactBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  /** `''` when the caller's number was withheld. */
  number: Number_,
  company: Type.Optional(Text),
})

export const NewNumberBody = Type.Object({ number: Type.String({ minLength: 1, maxLength: 64 }) })

export const NewTaskBody = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  /** In four hours when absent. */
  dueAt: Type.Optional(Moment),
  kind: Type.Optional(Type.Enum(['task', 'callback'])),
  contactId: Type.Optional(Id),
  number: Type.Optional(Number_),
  callId: Type.Optional(Id),
})

/** `''` finds all of the agent's calls. */
export const CallsQuery = Type.Object({ search: Type.String({ maxLength: 200 }) })
