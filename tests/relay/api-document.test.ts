// docs/relay-api.json (OpenAPI) says what the relay does: the same addresses, bodies and doors.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import Fastify, { type RouteOptions } from 'fastify'
import { createRelay, signAgentToken } from '../../relay/src/index.js'
import { MemoryProvisioning } from './support/memory-provisioning.js'
import { TOKEN_SECRET, theEngine, WEBHOOK_TOKEN } from './support/relay-under-test.js'

interface Operation {
  summary: string
  security: Record<string, []>[]
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema: Shape }> }
  responses: Record<string, unknown>
}
interface Shape {
  properties?: Record<string, unknown>
  required?: string[]
}
type Document = { paths: Record<string, Record<string, Operation>> }

const OPERATOR = 'the token of the operator of this test'
const VENDOR = 'the-key-of-the-vendor-of-this-test'
const document: Document = JSON.parse(
  readFileSync(new URL('../../docs/relay-api.json', import.meta.url), 'utf8'),
)
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    operation,
  })),
)

async function mounted() {
  const account = { webhookToken: WEBHOOK_TOKEN }
  const relay = await createRelay({
    database: ':memory:',
    engine: await theEngine(),
    crm: { findClient: async () => ({}), saveCall: async () => {} },
    country: 'NL',
    ringostat: account,
    pbxware: account,
    deskbell: account,
    tokenSecret: TOKEN_SECRET,
    operatorToken: OPERATOR,
    wholesale: { key: VENDOR, provisioning: new MemoryProvisioning() },
  })
  const routes: RouteOptions[] = []
  const server = Fastify()
  server.addHook('onRoute', route => void routes.push(route))
  await server.register(relay.plugin)
  await server.ready()
  return { relay, server, routes }
}

test('the relay’s addresses, methods and bodies are those of the document', async t => {
  const { relay, server, routes } = await mounted()
  t.after(async () => {
    await server.close()
    await relay.close()
  })
  const served = routes
    .filter(({ url }) => !url.endsWith('*'))
    .flatMap(({ method, url, schema }) =>
      [method].flat().map(each => ({ method: each, path: url, schema })),
    )
    .filter(({ method }) => method !== 'HEAD')
  const names = (list: { method: string; path: string }[]) =>
    list.map(({ method, path }) => `${method} ${path}`).sort()
  assert.deepEqual(names(operations), names(served))
  for (const { method, path, operation } of operations) {
    const what = `${method} ${path}`
    assert.ok(operation.summary.length > 5, what)
    const inPath = (operation.parameters ?? []).filter(each => each.in === 'path')
    assert.deepEqual(
      inPath.map(({ name }) => name),
      [...path.matchAll(/:(\w+)/g)].map(match => match[1]),
      what,
    )
    const route = served.find(each => each.method === method && each.path === path)
    const body = route?.schema?.body as Shape | undefined
    const told = operation.requestBody?.content['application/json']?.schema
    if (!body) continue
    assert.deepEqual(Object.keys(told?.properties ?? {}), Object.keys(body.properties ?? {}), what)
    assert.deepEqual(told?.required, body.required, what)
  }
})

test('each address asks for the token that the document names', async t => {
  const { relay, server } = await mounted()
  t.after(async () => {
    await server.close()
    await relay.close()
  })
  const agent = { extension: '101', name: 'A' }
  const tokens: Record<string, string> = {
    agent: await signAgentToken(TOKEN_SECRET, agent),
    admin: await signAgentToken(TOKEN_SECRET, { ...agent, admin: true }),
    operator: OPERATOR,
    vendor: VENDOR,
  }
  // Whoever may more may also this.
  const opens: Record<string, string[]> = {
    agent: ['agent', 'admin'],
    admin: ['admin'],
    operator: ['operator'],
    vendor: ['vendor'],
  }
  for (const { method, path, operation } of operations) {
    if (path === '/stream') continue
    const [door] = operation.security.flatMap(each => Object.keys(each))
    const url = path.replaceAll(/:\w+/g, 'something')
    const ask = async (token?: string) => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
      const { statusCode } = await server.inject({ method: method as 'GET', url, headers })
      assert.ok(statusCode < 500 || statusCode === 502, `${method} ${path}: ${statusCode}`)
      return statusCode
    }
    const what = `${method} ${path}`
    if (door === undefined) {
      assert.equal(await ask(), path === '/health' ? 200 : 401, what)
      continue
    }
    assert.equal(await ask(), 401, what)
    for (const [name, token] of Object.entries(tokens)) {
      const status = await ask(token)
      assert.equal(status !== 401, opens[door]?.includes(name), `${what} with ${name}: ${status}`)
    }
  }
})
