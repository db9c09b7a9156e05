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

/** From wasm-core/rules/actions.def. */
export const ACTION_TYPES = [
  'create_contact',
  'create_company',
  'create_lead',
  'create_deal',
  'create_ticket',
  'complete_task',
  'open_task',
  'make_responsible',
  'update_fields',
  'callback_request',
  'message',
] as const
export type ActionType = (typeof ACTION_TYPES)[number]

/** From wasm-core/rules/moments.def. */
export const RULE_MOMENTS = [
  'ringing',
  'answer',
  'end',
] as const
export type RuleMoment = (typeof RULE_MOMENTS)[number]

/** From wasm-core/rules/client_kinds.def. */
export const CLIENT_KINDS = [
  'new_client',
  'contact',
  'contact_with_open',
] as const
export type ClientKind = (typeof CLIENT_KINDS)[number]

/** From wasm-core/rules/answerers.def. */
export const ANSWERERS = [
  'responsible',
  'another',
  'unassigned',
] as const
export type Answerer = (typeof ANSWERERS)[number]

/** From wasm-core/rules/call_results.def. */
export const CALL_RESULTS = [
  'answered',
  'missed',
  'voicemail',
] as const
export type CallResult = (typeof CALL_RESULTS)[number]

/** From wasm-core/rules/assignees.def. */
export const ASSIGNEES = [
  'responsible',
  'contact_responsible',
  'lead_responsible',
  'deal_responsible',
  'ticket_responsible',
  'answered_by',
  'senior_manager',
  'named',
] as const
export type Assignee = (typeof ASSIGNEES)[number]

/** From wasm-core/rules/entities.def. */
export const ENTITY_TYPES = [
  'contact',
  'company',
  'lead',
  'deal',
  'ticket',
] as const
export type EntityType = (typeof ENTITY_TYPES)[number]

/** From wasm-core/rules/operators.def. */
export const RULE_OPERATORS = [
  'equal',
  'not_equal',
  'less',
  'less_or_equal',
  'greater',
  'greater_or_equal',
  'contains',
] as const
export type RuleOperator = (typeof RULE_OPERATORS)[number]

/** From wasm-core/rules/locations.def. */
export const RULE_LOCATIONS = [
  'anywhere',
  'line',
  'menu',
] as const
export type RuleLocation = (typeof RULE_LOCATIONS)[number]

/** From wasm-core/rules/route_steps.def. */
export const ROUTE_STEPS = [
  'nothing',
  'blacklist',
  'rule',
  'forward',
  'rule_default',
  'failure',
] as const
export type RouteStep = (typeof ROUTE_STEPS)[number]

/** From wasm-core/base/error_codes.def. */
export const ERROR_CODES = [
  'bad_json',
  'bad_event',
  'bad_payload',
  'bad_rules',
  'unknown_provider',
  'invalid_number',
  'busy',
  'not_supported',
  'no_such_call',
  'no_hook',
  'hook_failed',
  'unauthorized',
  'conflict',
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
