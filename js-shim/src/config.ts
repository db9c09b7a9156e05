import type { IntegrationMatrix } from './core/rules.js'

/** Hours of the day by the agent's clock; `to` before `from` means over midnight. */
export interface QuietHours {
  /** Like `18:00`. */
  from: string
  /** The first minute that is no longer quiet. */
  to: string
}

/** An account at a SIP server. */
export interface SipAccount {
  /** Like `sip:101@example.com`. */
  uri: string
  /** SIP over WebSocket, like `wss://sip.example.com`: the first is used while it answers. */
  servers: string[]
  /** Who proves to be who; the user of `uri` when absent. */
  authorizationUser?: string
  password?: string
  /** MD5 of `user:realm:password`, so that the page need not know the password. Needs `realm`. */
  ha1?: string
  realm?: string
}

/** A telephone in the page itself, at any exchange that speaks SIP over WebSocket. */
export interface SipConfig {
  /** All of them can be called; from the first that is registered the agent calls. */
  accounts: SipAccount[]
  /** STUN and TURN servers, as RTCPeerConnection takes them. */
  iceServers?: { urls: string | string[]; username?: string; credential?: string }[]
  /** Calls at once; more are answered as busy. 4 when absent, at most 20. */
  mostCalls?: number
}

/** What the host's server answers to the script tag's `data-config`. */
export interface DeskbellConfig {
  /** The admin's switch: when false nothing but the first script is loaded. */
  enabled: boolean
  agent: { id: string; name: string; extension: string }
  /** The customer's own country (ISO 3166), assumed for numbers without a country code. */
  country: string
  /** The company's own numbers (E.164) and what they are called, e.g. `Sales line`. */
  lines?: Record<string, string>
  /** A number that is known from one call is known by its last nine digits, as the CRM finds it. */
  lastNine?: boolean
  /**
   * Which calls lead to which work, for a line without a relay: then the page decides, and listeners
   * of `actions` are told. With a relay leave it out; the relay decides, and has the CRM do it.
   */
  matrix?: IntegrationMatrix
  /** How a call is heard: it rings in one tab, and beeps softly for an agent who talks. */
  sound?: {
    /** False: never a sound. */
    ring?: boolean
    /** No sound meanwhile; card and toaster come all the same. */
    quietHours?: QuietHours
  }
  /**
   * Telephone numbers in the page's own text are found, painted, and offered to be called. False when
   * absent: a page whose numbers are `tel:` links needs none of it.
   */
  textNumbers?: boolean
  /**
   * CSS selectors of what Deskbell leaves alone, links and text, with all that is in it; besides what
   * has the attribute `data-deskbell-ignore`.
   */
  ignore?: string
  /** BCP 47; the page's language when absent. */
  language?: string
  /** The agent speaks in the page, by SIP; then `relay` and `token` may be empty. */
  sip?: SipConfig
  /** Base address of the relay, e.g. `/deskbell`. */
  relay: string
  /** Short-lived bearer token for the relay, signed by the host's server. */
  token: string
}
