/** The tenant of a host that has one customer only: itself. */
export const DEFAULT_TENANT = 'default'

const TENANT_ID = /^[a-z0-9][a-z0-9_-]{0,62}$/

/** Whether a text can be a tenant's id: it stands in addresses and tokens. */
export function isTenantId(text: unknown): text is string {
  return typeof text === 'string' && TENANT_ID.test(text)
}
