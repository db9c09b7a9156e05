import type { FastifyReply, FastifyRequest } from 'fastify'

/** The policy of the CRM's own pages. `media-src` is for the recordings in its call lists. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** The least that Deskbell needs: the policy of the page `/strict`. */
export const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'none'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

export function securityHeaders(reply: FastifyReply): void {
  reply.headers({
    'content-security-policy': PAGE_POLICY,
    'x-content-type-options': 'nosniff',
    // Not `no-referrer`: browsers would then send `Origin: null` with forms.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  })
}

/**
 * Whether a request that changes something comes from one of our own pages. Browsers name the
 * origin with every such request; the cookie is `SameSite=Lax` besides.
 */
export function isOwnPage(request: FastifyRequest): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return true
  return request.headers.origin === `${request.protocol}://${request.host}`
}

/** A path of our own to go back to; anything else becomes the list of contacts. */
export function ownPath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])[^\r\n\\]*$/.test(path) ? path : '/contacts'
}
