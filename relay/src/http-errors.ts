import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { DeskbellError } from '../../js-shim/src/core/deskbell-error.js'
import type { ErrorCode } from '../../js-shim/src/core/lists.js'

const STATUS: Partial<Record<ErrorCode, number>> = {
  bad_json: 400,
  bad_event: 400,
  bad_payload: 400,
  bad_rules: 400,
  invalid_number: 400,
  unauthorized: 401,
  no_such_call: 404,
  not_supported: 404,
  conflict: 409,
  too_large: 413,
  busy: 429,
  provider_refused: 502,
  unreachable: 502,
}
// Anything unforeseen is not the sender's fault, and it may well work the next time.
const TRY_AGAIN = 503

/** The answer to a request that failed: `{error: {code, detail}}`, and nothing of the inside. */
export function sendError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { status, code, detail } = describe(error)
  if (status === TRY_AGAIN) request.log.error(error)
  if (status === 429) reply.header('retry-after', '1')
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  reply.code(status).send({ error: { code, detail } })
}

function describe(error: FastifyError): { status: number; code: ErrorCode; detail: string } {
  if (error instanceof DeskbellError) {
    return {
      status: STATUS[error.code as ErrorCode] ?? TRY_AGAIN,
      code: error.code as ErrorCode,
      detail: error.detail,
    }
  }
  if (error.statusCode === 413) return { status: 413, code: 'too_large', detail: 'too large' }
  if (error.validation) return { status: 400, code: 'bad_payload', detail: error.message }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return { status: error.statusCode, code: 'bad_payload', detail: error.message }
  }
  return { status: TRY_AGAIN, code: 'unreachable', detail: 'the relay could not do it, try again' }
}
