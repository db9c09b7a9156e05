import { type Static, Type } from '@fastify/type-provider-typebox'

const text = (longest: number) => Type.String({ maxLength: longest })
const name = (longest: number) => Type.String({ minLength: 1, maxLength: longest })
const closed = { additionalProperties: false }

/** A `Contact` as an agent's page may tell it: it reaches the pages of others. */
export const ContactSchema = Type.Object(
  {
    id: name(200),
    name: name(200),
    company: Type.Optional(text(200)),
    role: Type.Optional(text(200)),
    responsible: Type.Optional(
      Type.Object({ id: name(200), name: name(200), extension: Type.Optional(text(64)) }, closed),
    ),
    numbers: Type.Optional(Type.Array(text(40), { maxItems: 50 })),
    // An address on the host or on the web; never `javascript:` and its like.
    url: Type.Optional(
      Type.String({ maxLength: 2000, pattern: '^(https?://|/|\\?|#|[\\w-]+(/|$))' }),
    ),
  },
  closed,
)

export type ContactInput = Static<typeof ContactSchema>
