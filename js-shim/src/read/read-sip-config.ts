import type { SipAccount, SipConfig } from '../config.js'
import { readFields } from './values.js'

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length < 1_000

const isTextOrAbsent = (value: unknown) => value === undefined || isText(value)

/** Accounts of one agent, and servers of one account. */
const MOST = 10
const MOST_CALLS = 20

/** What is wrong with a config's `sip` in one line, or `null`. */
export function sipMistake(value: unknown): string | null {
  const sip = readFields(value) as Partial<SipConfig> | null
  if (!sip) return '"sip" must be like {"accounts": […]}'
  const { accounts, iceServers, mostCalls } = sip
  if (!Array.isArray(accounts) || accounts.length < 1 || accounts.length > MOST) {
    return '"sip.accounts" must be a list of 1 to 10 accounts'
  }
  for (const account of accounts) {
    const mistake = accountMistake(readFields(account))
    if (mistake) return mistake
  }
  if (iceServers !== undefined && !(Array.isArray(iceServers) && iceServers.every(isIceServer))) {
    return '"sip.iceServers" must be like [{"urls": "stun:stun.example.com"}]'
  }
  const whole = Number.isInteger(mostCalls) && Number(mostCalls) >= 1
  if (mostCalls !== undefined && !(whole && Number(mostCalls) <= MOST_CALLS)) {
    return '"sip.mostCalls" must be a whole number from 1 to 20'
  }
  return null
}

function accountMistake(fields: Partial<SipAccount> | null): string | null {
  const { uri, servers, password, ha1, realm, authorizationUser } = fields ?? {}
  if (!isText(uri) || !/^sip:[^@\s<>"]+@[^@\s<>"]+$/.test(uri)) {
    return '"uri" of a SIP account must be like "sip:101@example.com"'
  }
  const listed = Array.isArray(servers) && servers.length > 0 && servers.length <= MOST
  if (!listed || !servers.every(server => isText(server) && /^wss?:\/\/[^\s]+$/.test(server))) {
    return '"servers" of a SIP account must be like ["wss://sip.example.com"]'
  }
  if (![password, ha1, realm, authorizationUser].every(isTextOrAbsent)) {
    return '"password", "ha1", "realm" and "authorizationUser" of a SIP account must be texts'
  }
  if (ha1 !== undefined && !(/^[0-9a-f]{32}$/.test(ha1) && realm)) {
    return '"ha1" of a SIP account must be an MD5 of 32 small hexadecimal digits, with its "realm"'
  }
  return null
}

function isIceServer(value: unknown): boolean {
  const fields = readFields(value)
  const urls = Array.isArray(fields?.urls) ? fields.urls : [fields?.urls]
  return (
    urls.every(url => isText(url) && /^(stun|turns?):\S+$/.test(url)) &&
    isTextOrAbsent(fields?.username) &&
    isTextOrAbsent(fields?.credential)
  )
}
