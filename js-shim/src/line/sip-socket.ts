import type { Socket } from 'jssip/lib/Socket.js'

/** A message larger than this is no telephone's, bytes or UTF-16 units. */
const LARGEST = 64 * 1024

/**
 * SIP over WebSocket for JsSIP. Unlike its own, it can be told that the server is as good as gone: a
 * network that changes leaves connections behind that never say so.
 */
export class SipSocket implements Socket {
  readonly url: string
  readonly sip_uri: string
  via_transport: string
  #socket: WebSocket | null = null

  constructor(url: string) {
    const { protocol, host } = new URL(url)
    this.url = url
    this.sip_uri = `sip:${host};transport=ws`
    this.via_transport = protocol === 'wss:' ? 'WSS' : 'WS'
  }

  // JsSIP puts its own here.
  onconnect(): void {}
  ondisconnect(_error: boolean, _code?: number, _reason?: string): void {}
  ondata<T>(_data: T): void {}

  connect(): void {
    if (this.#socket) return
    let socket: WebSocket
    try {
      socket = new WebSocket(this.url, 'sip')
    } catch {
      // A forbidden address or port; told later, as JsSIP expects it.
      queueMicrotask(() => this.ondisconnect(true))
      return
    }
    socket.binaryType = 'arraybuffer'
    const current = () => socket === this.#socket
    socket.onopen = () => current() && this.onconnect()
    socket.onclose = ({ wasClean, code, reason }) => {
      if (!current()) return
      this.#socket = null
      this.ondisconnect(!wasClean, code, reason)
    }
    socket.onmessage = ({ data }) => {
      const size = typeof data === 'string' ? data.length : data.byteLength
      if (current() && size <= LARGEST) this.#take(data)
    }
    this.#socket = socket
  }

  disconnect(): void {
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  /** The connection no longer counts; JsSIP makes another, here or elsewhere. */
  fail(): void {
    if (!this.#socket) return
    this.disconnect()
    this.ondisconnect(true)
  }

  send(message: string | ArrayBufferLike | Blob | ArrayBufferView): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(message as string)
    return true
  }

  isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN
  }

  isConnecting(): boolean {
    return this.#socket?.readyState === WebSocket.CONNECTING
  }

  /** What the parser stumbles over must not stop what comes after it. */
  #take(data: string | ArrayBuffer): void {
    try {
      this.ondata(data)
    } catch (error) {
      // JsSIP ends the call that another has replaced, also when its far end was quicker.
      if ((error as Error | null)?.name === 'INVALID_STATE_ERROR') return
      console.error('Deskbell: a SIP message could not be read', error)
    }
  }
}
