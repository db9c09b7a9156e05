import { type Static, Type } from 'typebox'
import {
  ACTION_TYPES,
  CALL_DIRECTIONS,
  CALL_EVENT_TYPES,
  CALL_OUTCOMES,
  CALL_STATES,
  EFFECT_TYPES,
  ROUTE_STEPS,
  RULE_MOMENTS,
} from '../../../js-shim/src/core/lists.js'

/** Raised when a reader of the last version would misread a file. */
export const REPLAY_VERSION = 1

// A body has at most 64 KiB; nothing else in a call is longer.
const text = () => Type.String({ maxLength: 70_000 })
const short = () => Type.String({ maxLength: 2000 })
const millis = (description?: string) =>
  Type.Integer({
    minimum: 0,
    maximum: 8_640_000_000_000_000,
    ...(description !== undefined && { description }),
  })
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const texts = () => Type.Record(Type.String(), text())
const optional = Type.Optional

const Contact = Type.Object({
  id: short(),
  name: short(),
  company: optional(short()),
  role: optional(short()),
  responsible: optional(Type.Object({ id: short(), name: short(), extension: optional(short()) })),
  numbers: optional(Type.Array(short(), { maxItems: 1000 })),
  url: optional(short()),
})

const Event = Type.Object(
  {
    id: short(),
    provider: short(),
    callId: short(),
    type: Type.Enum(CALL_EVENT_TYPES),
    at: millis('When it reached the relay.'),
    direction: Type.Enum(CALL_DIRECTIONS),
    from: short(),
    to: short(),
    line: short(),
    agent: short(),
    startedAt: optional(millis('Start of the call by the telephone system’s clock.')),
    outcome: optional(Type.Enum(CALL_OUTCOMES)),
    talkSeconds: optional(Type.Integer()),
    recordingUrl: optional(short()),
    contact: optional(Contact),
    tracking: optional(texts()),
    raw: optional(texts()),
  },
  { description: 'What the relay understood: one fact about the call.' },
)

const Record = Type.Object(
  {
    callId: short(),
    provider: short(),
    direction: Type.Enum(CALL_DIRECTIONS),
    from: short(),
    to: short(),
    line: short(),
    agent: short(),
    offeredAt: orNull(millis()),
    answeredAt: orNull(millis()),
    endedAt: orNull(millis()),
    ringSeconds: orNull(Type.Integer()),
    talkSeconds: orNull(Type.Integer()),
    outcome: orNull(Type.Enum(CALL_OUTCOMES)),
    contact: orNull(Contact),
    recordingUrl: short(),
    note: text(),
    tracking: texts(),
  },
  { description: 'What was kept of the call.' },
)

const Effect = Type.Object(
  {
    type: Type.Enum(EFFECT_TYPES),
    name: optional(Type.Enum(CALL_EVENT_TYPES)),
    number: optional(short()),
    record: optional(Record),
  },
  { description: 'What the engine wished for, seen from the relay.' },
)

const Request = Type.Object(
  {
    body: text(),
    contentType: short(),
    receivedAt: millis(),
    zone: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()]), {
      maxItems: 100,
      description: 'Until [ms since 1970, UTC] the account’s zone is [minutes] east of UTC.',
    }),
    query: optional(text()),
    settings: optional(Type.Object({ names: optional(texts()), country: optional(short()) })),
  },
  { description: 'The webhook as it was received; without the address, which holds a secret.' },
)

const Route = Type.Object(
  {
    decision: Type.Object({
      callerName: optional(short()),
      redirect: optional(short()),
      returnTimeout: optional(Type.Integer()),
      hangup: optional(Type.Boolean()),
      value: optional(short()),
      field: optional(short()),
    }),
    why: Type.Object({
      step: Type.Enum(ROUTE_STEPS),
      rule: optional(short()),
      line: optional(Type.Integer()),
      detail: optional(short()),
    }),
  },
  { description: 'What the telephone system was answered when it asked where the call goes.' },
)

const Decision = Type.Object(
  {
    moment: Type.Enum(RULE_MOMENTS),
    seq: Type.Integer({ description: 'The last event that it was made for.' }),
    row: short(),
    client: Type.Object({}, { description: 'Who it was, as the CRM knew it then.' }),
    matrix: Type.Object(
      { rows: Type.Array(Type.Object({ id: short() }), { maxItems: 1000 }) },
      { description: 'The integration matrix as it was then.' },
    ),
  },
  { description: 'What the call should lead to, by the integration matrix.' },
)

const Work = Type.Object(
  {
    action: Type.Object({
      key: short(),
      row: short(),
      type: Type.Enum(ACTION_TYPES),
      callId: short(),
      text: optional(text()),
      dueAt: optional(millis()),
      assignee: optional(Type.Object({ id: short(), name: short(), extension: short() })),
    }),
    state: Type.Enum(['due', 'done', 'refused']),
    madeId: optional(short()),
    refused: optional(text()),
  },
  { description: 'A piece of work for the CRM, and what became of it.' },
)

const Delivery = Type.Object(
  {
    at: millis('When it reached the relay.'),
    provider: short(),
    webhook: optional(
      Type.Object({
        request: Request,
        signature: Type.Enum(['verified', 'wrong', 'unsigned']),
      }),
    ),
    refused: optional(
      Type.Object({ code: short(), detail: short() }, { description: 'Why it was not believed.' }),
    ),
    answered: optional(Route),
    told: Type.Array(
      Type.Object({
        id: short(),
        seq: optional(Type.Integer({ minimum: 0, description: 'Its place in the relay’s log.' })),
        news: Type.Enum(['new', 'repeated']),
        event: optional(Event),
        state: optional(Type.Enum(CALL_STATES)),
        effects: optional(Type.Array(Effect, { maxItems: 100 })),
        moments: optional(Type.Array(Type.Enum(RULE_MOMENTS), { maxItems: 10 })),
      }),
      { maxItems: 100 },
    ),
  },
  {
    description:
      'Something that reached the relay about the call: a webhook, or what the relay or an agent’s page told.',
  },
)

/** A call with everything that was told of it: what `deskbell replay` plays again. */
export const ReplayFileSchema = Type.Object(
  {
    format: Type.Literal('deskbell-replay'),
    version: Type.Literal(REPLAY_VERSION),
    contains: Type.Array(short(), {
      maxItems: 20,
      description: 'What the file holds of people, in words.',
    }),
    redacted: Type.Boolean({ description: 'Numbers and names are replaced.' }),
    exportedAt: millis(),
    engine: Type.Object({ engine: short(), metadata: short() }),
    callId: short(),
    state: Type.Enum(CALL_STATES),
    record: Record,
    decisions: optional(Type.Array(Decision, { maxItems: 10 })),
    work: optional(Type.Array(Work, { maxItems: 1000 })),
    deliveries: Type.Array(Delivery, { maxItems: 5000, description: 'In the order of arrival.' }),
  },
  {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The replay of a call',
    description: 'Times are ms since 1970, UTC.',
  },
)

export type ReplayFile = Static<typeof ReplayFileSchema>
export type ReplayDelivery = ReplayFile['deliveries'][number]
