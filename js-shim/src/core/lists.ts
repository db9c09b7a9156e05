// Made by scripts/generate-lists.mjs from the .def files; do not edit.

/** From wasm-core/calls/event_types.def. */
export const CALL_EVENT_TYPES = [
  'offered',
  'ringing',
  'dialing',
  'answered',
  'held',
  'resumed',
  'transferred',
  'ended',
  'recorded',
  'voicemail',
  'identified',
] as const
export type CallEventType = (typeof CALL_EVENT_TYPES)[number]

/** From wasm-core/calls/call_states.def. */
export const CALL_STATES = [
  'announced',
  'offered',
  'ringing',
  'dialing',
  'answered',
  'held',
  'ended',
] as const
export type CallState = (typeof CALL_STATES)[number]

/** From wasm-core/calls/directions.def. */
export const CALL_DIRECTIONS = [
  'inbound',
  'outbound',
  'internal',
] as const
export type CallDirection = (typeof CALL_DIRECTIONS)[number]

/** From wasm-core/calls/outcomes.def. */
export const CALL_OUTCOMES = [
  'completed',
  'missed',
  'busy',
  'no_answer',
  'rejected',
  'canceled',
  'failed',
  'voicemail',
  'end_unknown',
] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/** From wasm-core/calls/effects.def. */
export const EFFECT_TYPES = [
  'emit',
  'lookup',
  'card_open',
  'card_close',
  'notify',
  'notify_close',
  'save',
] as const
export type EffectType = (typeof EFFECT_TYPES)[number]

/** From wasm-core/base/error_codes.def. */
export const ERROR_CODES = [
  'bad_json',
  'bad_event',
  'bad_payload',
  'unknown_provider',
  'invalid_number',
  'busy',
  'not_supported',
  'no_such_call',
  'no_hook',
  'hook_failed',
  'unauthorized',
  'too_large',
  'unreachable',
  'provider_refused',
  'timeout',
  'disabled',
  'disposed',
  'engine_unavailable',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** From wasm-core/phone/number_kinds.def. */
export const NUMBER_KINDS = [
  'unknown',
  'fixed_line',
  'mobile',
  'fixed_line_or_mobile',
  'toll_free',
  'premium_rate',
  'shared_cost',
  'voip',
  'personal_number',
  'pager',
  'uan',
  'voicemail',
] as const
export type NumberKind = (typeof NUMBER_KINDS)[number]

/** From wasm-core/phone/number_reasons.def. */
export const NUMBER_REASONS = [
  'none',
  'not_a_number',
  'country_missing',
  'unknown_country_code',
  'too_short',
  'too_long',
  'local_only',
  'short_number',
  'not_in_use',
] as const
export type NumberReason = (typeof NUMBER_REASONS)[number]

/** From wasm-core/phone/number_notes.def. */
export const NUMBER_NOTE_CODES = [
  'assumed_country',
  'unknown_country',
  'dropped_international_prefix',
  'dropped_trunk_prefix',
  'dropped_punctuation',
  'dropped_text',
  'converted_letters',
  'converted_digits',
  'found_extension',
  'rewrote_digits',
] as const
export type NumberNoteCode = (typeof NUMBER_NOTE_CODES)[number]
