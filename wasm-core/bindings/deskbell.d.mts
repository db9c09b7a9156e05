/** What bindings.cc registers. Text in, text out; wasm-core/core/engine.h says what is in it. */
export interface DeskbellModule {
  /** The module's memory; another array once it has grown. */
  readonly HEAPU8: Uint8Array
  /** The address of the views; these four are said in wasm-core/core/views.h. */
  _deskbell_views(): number
  _deskbell_read(bytes: number, country: number): number
  _deskbell_column(bytes: number, country: number): number
  _deskbell_write_e164(rows: number): number
  /** The address of the directory's view; these are said in wasm-core/core/directory_door.h. */
  _deskbell_directory_view(): number
  _deskbell_directory_open(
    lastNine: number,
    byteBound: number,
    hitAge: number,
    missAge: number,
  ): number
  _deskbell_directory_close(door: number): void
  _deskbell_directory_keys(bytes: number): number
  _deskbell_directory_normalize(bytes: number, country: number): number
  _deskbell_directory_reserve(door: number, numbers: number): void
  _deskbell_directory_add(door: number, rows: number, bytes: number, now: number): number
  _deskbell_directory_set(door: number, bytes: number, now: number): number
  _deskbell_directory_find(door: number, rows: number, now: number): void
  _deskbell_directory_write(door: number, from: number, rows: number): number
  _deskbell_directory_rows_written(door: number): number
  _deskbell_directory_forget(door: number): void
  _deskbell_directory_forget_contact(door: number, bytes: number): void
  _deskbell_directory_clear(door: number): void
  _deskbell_directory_size(door: number): number
  _deskbell_directory_bytes(door: number): number
  _deskbell_directory_save(door: number, first: number, now: number): number
  _deskbell_directory_restore(door: number, bytes: number, first: number, now: number): number
  _deskbell_directory_restored(door: number): number
  version(): string
  normalize(text: string, country: string): string
  formatAsYouType(text: string, country: string): string
  decode(provider: string, request: string): string
  reply(provider: string, decision: string): string
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
