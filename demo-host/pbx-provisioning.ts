import type { Provisioning } from '../relay/src/index.js'

/** Makes accounts at the simulated telephone system, over its API. */
export function pbxProvisioning(url: string, secret: string): Provisioning {
  async function ask(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${url}/accounts/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${secret}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`the telephone system answered ${response.status}`)
    return response.status === 204 ? null : response.json()
  }
  const part = encodeURIComponent

  return {
    create: async ({ id, tenant, email, password }) =>
      (await ask('PUT', part(id), { tenant, email, password })) as { extension: string },
    suspend: async (id, suspended) =>
      void (await ask('PUT', `${part(id)}/suspended`, { suspended })),
    delete: async id => void (await ask('DELETE', part(id))),
    signOnLink: async id => ((await ask('POST', `${part(id)}/sign-on`)) as { link: string }).link,
  }
}
