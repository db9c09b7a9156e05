// Nothing imports upwards: every room may use the rooms named beside it, and itself.
import assert from 'node:assert/strict'
import { dirname, normalize } from 'node:path'
import { test } from 'node:test'
import { readSource, repositoryFiles } from './source-files.js'

const ENGINE_ROOMS: Record<string, string[]> = {
  'wasm-core/base': [],
  'wasm-core/json': ['base'],
  'wasm-core/phone': ['base'],
  'wasm-core/directory': ['base'],
  'wasm-core/calls': ['base'],
  'wasm-core/rules': ['base', 'calls'],
  'wasm-core/providers': ['base', 'json', 'phone', 'calls'],
  'wasm-core/core': ['base', 'json', 'phone', 'directory', 'calls', 'rules', 'providers'],
  'wasm-core/bindings': ['core'],
}

const SHIM = 'js-shim/src'
const GROUND = [`${SHIM}/types.ts`, `${SHIM}/config.ts`, `${SHIM}/core`]
const SHARED = [...GROUND, `${SHIM}/read`, `${SHIM}/ports`, `${SHIM}/text`]
const SIDE_ROOMS = [
  'dial',
  'host',
  'line',
  'lookup',
  'outbox',
  'panel',
  'phone',
  'scan',
  'sound',
  'tabs',
  'toaster',
]
const RELAY = 'relay/src'
const RELAY_ROOMS: Record<string, string[]> = Object.fromEntries(
  Object.entries({
    store: ['crm-port.ts'],
    reach: ['crm-port.ts'],
    agents: ['store'],
    calls: ['store', 'agents'],
    replay: ['store', 'agents', 'calls'],
    settings: ['store', 'agents', 'crm-port.ts', 'time-limit.ts'],
    work: ['store', 'settings', 'client-lookup.ts', 'crm-port.ts', 'time-limit.ts'],
    webhooks: [
      'secrets-equal.ts',
      'store',
      'reach',
      'calls',
      'settings',
      'client-lookup.ts',
      'time-limit.ts',
      'crm-port.ts',
      'options.ts',
    ],
    stream: ['store', 'agents', 'calls'],
    wholesale: ['store', 'time-limit.ts', 'bearer-guard.ts'],
    operations: ['store', 'calls', 'settings', 'options.ts', 'tenants.ts', 'bearer-guard.ts'],
    dial: ['agents', 'calls', 'webhooks', 'reach', 'options.ts'],
  }).map(([room, allowed]) => [
    `${RELAY}/${room}`,
    [...GROUND, ...allowed.map(name => `${RELAY}/${name}`)],
  ]),
)

const PAGE_ROOMS: Record<string, string[]> = {
  [`${SHIM}/types.ts`]: [`${SHIM}/core`],
  [`${SHIM}/config.ts`]: [`${SHIM}/core`],
  [`${SHIM}/core`]: [`${SHIM}/types.ts`],
  [`${SHIM}/read`]: GROUND,
  [`${SHIM}/ports`]: GROUND,
  [`${SHIM}/text`]: GROUND,
  ...Object.fromEntries(SIDE_ROOMS.map(room => [`${SHIM}/${room}`, [...SHARED, 'styles']])),
  [`${SHIM}/desk`]: [...SHARED, ...SIDE_ROOMS.map(room => `${SHIM}/${room}`)],
  // What stands at the top of the shim wires the rooms.
  [SHIM]: [SHIM, 'styles'],
  ...RELAY_ROOMS,
  // What stands at the top of the relay wires its rooms.
  relay: GROUND,
  cli: [...GROUND, 'relay'],
  'demo-host': [...GROUND, 'relay', 'cli/clean'],
}

/** The most exact room that a path lies in. */
function roomOf(path: string, rooms: string[]): string | undefined {
  return rooms
    .filter(room => path === room || path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0]
}

function wrongImports(
  paths: string[],
  rooms: Record<string, string[]>,
  importsOf: (path: string) => string[],
): string[] {
  const names = Object.keys(rooms)
  return paths.flatMap(path => {
    const room = roomOf(path, names)
    if (!room) return [`${path} stands in no room`]
    return importsOf(path)
      .filter(target => roomOf(target, [room, ...(rooms[room] ?? [])]) === undefined)
      .map(target => `${path} (${room}) may not import ${target}`)
  })
}

test('the rooms of the engine', () => {
  const rooms = Object.fromEntries(
    Object.entries(ENGINE_ROOMS).map(([room, allowed]) => [
      room,
      allowed.map(name => `wasm-core/${name}`),
    ]),
  )
  const ours =
    /^#include "((?:base|json|phone|directory|calls|rules|providers|core|bindings)\/[^"]+)"/gm
  const paths = repositoryFiles(/^wasm-core\/(?!third_party).*\.(cc|h)$/)
  assert.ok(paths.length > 20)
  const wrong = wrongImports(paths, rooms, path =>
    [...readSource(path).matchAll(ours)].map(match => `wasm-core/${match[1]}`),
  )
  assert.deepEqual(wrong, [])
})

test('the rooms of the page, the relay, the command and the demo', () => {
  const relative = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g
  const paths = repositoryFiles(/^(js-shim|relay|cli|demo-host)\/.*\.tsx?$/).filter(
    path => !path.endsWith('.d.ts'),
  )
  assert.ok(paths.length > 50)
  const wrong = wrongImports(paths, PAGE_ROOMS, path =>
    [...readSource(path).matchAll(relative)]
      .map(match => normalize(`${dirname(path)}/${match[1]}`).replace(/\.js$/, '.ts'))
      .filter(target => !target.startsWith('build/')),
  )
  assert.deepEqual(wrong, [])
})
