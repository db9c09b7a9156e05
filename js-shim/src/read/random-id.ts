/** An id that nobody has had. `crypto.randomUUID` does not exist in pages without https; this does. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
