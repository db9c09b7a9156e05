/** What bindings.cc registers. Text in, text out; wasm-core/core/engine.h says what is in it. */
export interface DeskbellModule {
  /** The module's memory; another array once it has grown. */
  readonly HEAPU8: Uint8Array
  /** The address of the views; these four are said in wasm-core/core/views.h. */
  _deskbell_views(): number
  _deskbell_read(bytes: number, country: number): number
  _deskbell_column(bytes: number, country: number): number
  _deskbell_write_e164(rows: number): number
  version(): string
  normalize(text: string, country: string): string
  formatAsYouType(text: string, country: string): string
  decode(provider: string, request: string): string
  renderReply(provider: string, decision: string): string
  step(call: string, event: string, viewpoint: string): string
  resume(call: string, viewpoint: string): string
  matchDialled(calls: string, event: string): string
  overdue(call: string, now: number): string
  presetMatrix(name: string): string
  checkMatrix(matrix: string): string
  checkRouting(routing: string): string
  checkMapping(request: string): string
  decide(request: string): string
  route(request: string): string
}

/** @param hooks `instantiateWasm` gets the imports and hands the instance over. */
export default function createDeskbellModule(hooks: {
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ): Record<string, never>
}): Promise<DeskbellModule>
