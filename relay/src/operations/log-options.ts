import type { FastifyRequest } from 'fastify'

/**
 * For Fastify's logger (pino): one JSON object a line. Which tenant, which call and what went wrong
 * where; no number, name or token, since neither addresses nor the words of errors are in it.
 * @param personal - The words of errors and the senders' addresses as well: to find a fault.
 */
export function logOptions(level: string, personal = false) {
  return {
    level,
    serializers: {
      req: (request: FastifyRequest) => ({
        method: request.method,
        // As it was registered: `/webhooks/zadarma/:token`.
        route: request.routeOptions?.url,
        ...(personal && { from: request.ip }),
      }),
      err: (problem: Error & { code?: string }) => ({
        type: problem.name,
        ...(problem.code !== undefined && { code: problem.code }),
        message: personal ? problem.message : '',
        stack: placesOf(problem),
      }),
    },
  }
}

const MOST_PLACES = 8

/** Where it happened: the stack without the error's own words. */
function placesOf({ stack = '' }: Error): string {
  const places = stack.split('\n').filter(line => /^\s+at /.test(line))
  return places
    .slice(0, MOST_PLACES)
    .map(line => line.trim())
    .join('\n')
}
