import type { DeskbellConfig } from '../config.js'
import { isQuietHours } from './quiet-hours.js'
import { readFields } from './values.js'

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length < 10_000

function isSelector(value: unknown): boolean {
  try {
    return isText(value) && document.createDocumentFragment().querySelector(value) === null
  } catch {
    return false
  }
}

/**
 * The host's answer to `data-config`, or in one line what is wrong with it.
 * Switched off, it needs to say no more than `{"enabled": false}`.
 */
export function readConfig(value: unknown): DeskbellConfig | string {
  const config = value as Partial<DeskbellConfig> | null
  if (typeof config !== 'object' || !config) return 'it is no JSON object'
  if (typeof config.enabled !== 'boolean') return '"enabled" must be true or false'
  if (!config.enabled) return config as DeskbellConfig
  const {
    agent,
    country,
    lastNine,
    lines,
    sound,
    language,
    relay,
    token,
    textNumbers,
    ignore,
    sip,
  } = config
  if (!agent || !isText(agent.id) || !isText(agent.name) || !isText(agent.extension)) {
    return '"agent" must have the texts "id", "name" and "extension"'
  }
  if (!isText(country) || !/^[A-Z]{2}$/.test(country)) return '"country" must be like "NL"'
  if (lines !== undefined && !(readFields(lines) && Object.values(lines).every(isText))) {
    return '"lines" must be like {"+31101234567": "Sales line"}'
  }
  if (lastNine !== undefined && typeof lastNine !== 'boolean') {
    return '"lastNine" must be true or false'
  }
  if (sound !== undefined && (typeof sound !== 'object' || !sound)) {
    return '"sound" must be like {"ring": true}'
  }
  if (sound?.ring !== undefined && typeof sound.ring !== 'boolean') {
    return '"sound.ring" must be true or false'
  }
  if (sound?.quietHours !== undefined && !isQuietHours(sound.quietHours)) {
    return '"sound.quietHours" must be like {"from": "18:00", "to": "08:30"}'
  }
  // What is in it the engine checks, which is not loaded yet.
  if (config.matrix !== undefined && (typeof config.matrix !== 'object' || !config.matrix)) {
    return '"matrix" must be an integration matrix'
  }
  if (textNumbers !== undefined && typeof textNumbers !== 'boolean') {
    return '"textNumbers" must be true or false'
  }
  if (ignore !== undefined && !isSelector(ignore)) return '"ignore" must be like ".log, #prices"'
  if (language !== undefined && !isText(language)) return '"language" must be like "nl"'
  // A telephone in the page needs no relay.
  if (sip) return config as DeskbellConfig
  if (!isText(relay) || !relay) return '"relay" must be an address like "/deskbell"'
  if (!isText(token) || !token) return '"token" must be the text that the relay expects'
  return config as DeskbellConfig
}
