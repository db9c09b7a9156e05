/** Bytes of a text that stands in the room, or of an answer. */
type Size = number

/** What the .wasm gives: wasm-core/bindings. */
export interface EngineExports extends WebAssembly.Exports {
  readonly memory: WebAssembly.Memory
  /** Runs what C++ runs before its first function. */
  _initialize(): void
  /** The address of room for the texts of a question, one behind another. */
  deskbell_text_room(bytes: Size): number
  /** The address of the last answer. */
  deskbell_text_answer(): number
  // Text in, text out; wasm-core/core/engine.h says what is in it.
  deskbell_version(): Size
  deskbell_normalize(text: Size, country: Size): Size
  deskbell_format_as_you_type(text: Size, country: Size): Size
  deskbell_decode(provider: Size, request: Size): Size
  deskbell_reply(provider: Size, decision: Size): Size
  deskbell_step(call: Size, event: Size, viewpoint: Size): Size
  deskbell_resume(call: Size, viewpoint: Size): Size
  deskbell_match_dialled(calls: Size, event: Size): Size
  deskbell_overdue(call: Size, now: number): Size
  deskbell_preset_matrix(name: Size): Size
  deskbell_check_matrix(matrix: Size): Size
  deskbell_check_routing(routing: Size): Size
  deskbell_check_mapping(request: Size): Size
  deskbell_decide(request: Size): Size
  deskbell_route(request: Size): Size
  /** The address of the views; these four are said in wasm-core/core/views.h. */
  deskbell_views(): number
  deskbell_read(bytes: number, country: number): number
  deskbell_column(bytes: number, country: number): number
  deskbell_write_e164(rows: number): number
  /** The address of the places found in texts; both are said in wasm-core/core/find_door.h. */
  deskbell_places(): number
  deskbell_find(bytes: number, country: number): number
  /** The address of the directory's view; these are said in wasm-core/core/directory_door.h. */
  deskbell_directory_view(): number
  deskbell_directory_open(
    lastNine: number,
    byteBound: number,
    hitAge: number,
    missAge: number,
  ): number
  deskbell_directory_close(door: number): void
  deskbell_directory_keys(bytes: number): number
  deskbell_directory_normalize(bytes: number, country: number): number
  deskbell_directory_reserve(door: number, numbers: number): void
  deskbell_directory_add(door: number, rows: number, bytes: number, now: number): number
  deskbell_directory_set(door: number, bytes: number, now: number): number
  deskbell_directory_find(door: number, rows: number, now: number): void
  deskbell_directory_write(door: number, from: number, rows: number): number
  deskbell_directory_rows_written(door: number): number
  deskbell_directory_forget(door: number): void
  deskbell_directory_forget_contact(door: number, bytes: number): void
  deskbell_directory_clear(door: number): void
  deskbell_directory_size(door: number): number
  deskbell_directory_bytes(door: number): number
  deskbell_directory_save(door: number, first: number, now: number): number
  deskbell_directory_restore(door: number, bytes: number, first: number, now: number): number
  deskbell_directory_restored(door: number): number
}
