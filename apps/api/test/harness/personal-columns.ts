/**
 * What an erasure does with every column of every table.
 * - `emptied`: of the person's rows; `deleted`: their rows are; `matched`: rows that are found by the person's values are;
 * - `sealed`: under the customer's key, which is destroyed; the bytes stay;
 * - `digest`: a hash or a keyed digest, of which nobody gets back what it is of;
 * - `kept`: on purpose, and of nobody any more: bookkeeping, and at the agents' door the network address of the shop's own;
 * - `agents`: of who works at the desk; `impersonal`: own ids, times, states, counts, and what is of nobody.
 */
export type Decision =
  'emptied' | 'deleted' | 'matched' | 'sealed' | 'digest' | 'kept' | 'agents' | 'impersonal';

/** By table, the columns of each decision. A new column has to be decided about here, and erased where it is personal. */
export const PERSONAL_COLUMNS: Readonly<Record<string, Readonly<Partial<Record<Decision, string>>>>> = {
  account: {
    emptied:
      'external_id first_name last_name search_name language country began_at has_subscription note tags import_fingerprint birth_date contact_preference loyalty_points',
    impersonal:
      'id realm status merged_into security_version order_count first_order_at last_order_at has_balance created_at updated_at erased_at',
  },
  account_hold: { emptied: 'external_id', impersonal: 'id account_id kind since ended_at' },
  address: {
    deleted: 'id account_id is_default name company line1 line2 city province postcode country phone',
  },
  agent: {
    agents:
      'id username name role password_hash disabled_at created_at updated_at demo hours issuer subject password_changed_at recovery_id',
  },
  agent_factor: {
    agents:
      'id agent_id kind name created_at last_used_at secret_sealed last_step credential_id public_key counter transports locked_at',
  },
  agent_look: { agents: 'agent_id kind subject at account_ids' },
  agent_look_count: { agents: 'agent_id kind slot looks' },
  agent_look_grant: { agents: 'id agent_id kind extra until granted_by granted_at' },
  agent_private_contact: { matched: 'digest masked', agents: 'id agent_id kind declared_at declared_by' },
  agent_session: {
    digest: 'token_hash',
    agents: 'agent_id created_at last_seen_at expires_at address user_agent id half proven_at proven_by',
  },
  approval: {
    emptied: 'decision_reason request_reason',
    digest: 'plan_hash',
    impersonal:
      'id kind account_id case_id change_id security_versions requested_by requested_at expires_at state decided_by decided_at taken_part_in merge_id undo_id erasure_id',
  },
  audit_checkpoint: { impersonal: 'size at root note witnessed_at' },
  audit_event: {
    sealed: 'canonical',
    digest: 'hash',
    kept: 'address',
    impersonal: 'id at actor_kind actor_id origin action outcome case_id account_id xact',
  },
  audit_export: {
    emptied: 'reason',
    impersonal:
      'id agent_id format filter state xact about events bytes checkpoint_size needed_size verifier_key failure created_at finished_at expires_at',
  },
  audit_export_chunk: { sealed: 'gzipped', impersonal: 'export_id nth' },
  // Found by the person's accounts and cases. One that looks for something else stays, whatever an agent called it.
  audit_filter: { matched: 'id agent_id name filter created_at' },
  audit_key: { deleted: 'account_id wrapped created_at data_key' },
  audit_leaf: { digest: 'leaf_hash', impersonal: 'seq event_id' },
  audit_node: { digest: 'hash', impersonal: 'level index' },
  audit_sequencing: {
    impersonal: 'single cluster done target xact at id settles settled sweep_at sweep_id swept_at broken',
  },
  audit_signing_key: { impersonal: 'single origin public_key sealed created_at' },
  audit_stream: { impersonal: 'one next_seq sent_at failing_since failures retry_at last_error' },
  audit_verification: {
    impersonal:
      'id requested_by requested_at state done of checkpoint_size expired_bodies fault_count moved_at faults finished_at',
  },
  call_back: { emptied: 'phone normalised wished_at', impersonal: 'case_id language requested_at' },
  case_account: { impersonal: 'case_id account_id role email_reported_lost added_at' },
  case_caller: { impersonal: 'id case_id channel caller agent_id at' },
  case_draft: { deleted: 'case_id agent_id body updated_at' },
  case_note: { emptied: 'body', impersonal: 'id case_id agent_id at' },
  challenge: {
    emptied: 'destination code_hash token_hash desk_code',
    impersonal:
      'id reference purpose account_id case_id identifier_id change_id proves method needs_last_order tries_left created_at expires_at used_at superseded_at message_id requested_by sim_swap',
  },
  change_stop: { agents: 'id stopped_at stopped_by reason lifted_at lifted_by lift_reason' },
  company_sign_in: { digest: 'token_hash', agents: 'state_sealed expires_at' },
  consent: { deleted: 'account_id topic granted at' },
  credential: { deleted: 'account_id password_hash updated_at' },
  customer_session: {
    deleted: 'token_hash account_id created_at last_seen_at expires_at ended_at user_agent',
  },
  data_key: { impersonal: 'id use wrapped made_under made_at seals_from' },
  development_inbox: { deleted: 'message_id attempt channel destination subject body at' },
  duplicate: {
    deleted:
      'id realm account_a account_b weight probability reasons state found_at dismissed_at dismissed_by dismiss_reason dismissed_a dismissed_b reopened_at',
  },
  duplicate_pass: {
    impersonal: 'id state step tries accounts done of found started_by created_at finished_at weights',
  },
  erased_account: { digest: 'external_digest', impersonal: 'account_id erasure_id realm at' },
  erasure: {
    digest: 'plan_hash',
    impersonal:
      'id account_id state refusal replayed requested_by requested_at approved_by executed_at counts',
  },
  evidence_round: {
    sealed: 'results_sealed',
    impersonal: 'id case_id account_id agent_id at kinds enough after_failure policy_version sealed_for',
  },
  factor_challenge: { agents: 'session_id purpose challenge factor_id secret_sealed expires_at' },
  factor_miss: { agents: 'agent_id session_id at' },
  factor_recovery: {
    agents: 'id agent_id requested_by requested_at reason expires_at state approved_by decided_by decided_at',
  },
  gift_card: {
    emptied: 'external_id last_characters',
    kept: 'currency balance expires_on',
    impersonal: 'id realm account_id',
  },
  idempotent_request: { matched: 'principal route key payload_hash status code resource_id result at' },
  identifier: {
    emptied: 'value normalised alias',
    impersonal:
      'id account_id realm kind use state reachable linked_since verified_at released_at release_reason taken_by_account_id undeliverable_at origin created_at updated_at is_primary',
  },
  identifier_change: {
    digest: 'plan_hash',
    impersonal:
      'id account_id case_id identifier_id state requested_by requested_at expires_at decided_at kind origin confirmed_at held_until hold_reasons held_versions',
  },
  identifier_claim: { deleted: 'realm kind normalised account_id identifier_id expires_at' },
  identity_document: {
    emptied: 'code_sealed',
    sealed: 'note_sealed reason_sealed',
    digest: 'token_hash code_hash',
    impersonal:
      'id case_id account_id state asked_by asked_at expires_at identifier_id desk_code tries_left received_at pictures proposed_by proposed_at verdict taken_part_in decided_by ended_at deleted_at',
  },
  identity_document_look: { impersonal: 'document_id number agent_id at' },
  identity_document_picture: { deleted: 'document_id number width height sealed' },
  import_mapping: {
    impersonal: 'id realm name definition header header_key created_by created_at updated_at retired_at',
  },
  import_row_issue: {
    emptied: 'row_text',
    impersonal: 'id import_id severity file line column_name code reason',
  },
  import_run: {
    impersonal:
      'id realm kind file_name stored_as file_bytes state failure read created updated unchanged differing warned refused bytes_read started_by is_demo created_at started_at finished_at mapping_id mapping',
  },
  import_seen_id: { matched: 'import_id external_id line' },
  insight_counted: { agents: 'day time_zone at' },
  insight_day: { agents: 'day measure channel agent_id detail minutes count' },
  legal_hold: {
    emptied: 'reason lift_reason',
    impersonal: 'id account_id placed_by placed_at lifted_by lifted_at',
  },
  match_found: { impersonal: 'id realm account_a account_b weight probability reasons' },
  match_key: { deleted: 'key place' },
  match_pair: { impersonal: 'one other' },
  match_record: { deleted: 'account_id place realm record keys' },
  match_stale: { deleted: 'id account_id' },
  match_term: { matched: 'term count', impersonal: 'realm' },
  match_weights: { impersonal: 'realm version source weights estimated_from at' },
  merge: {
    emptied: 'choices reason sums',
    digest: 'plan_hash',
    impersonal:
      'id realm survivor_id other_id case_id policy_version state refusal requested_by requested_at approved_by executed_at undo_until purged_at counts',
  },
  merge_image: { deleted: 'merge_id account_id moment body_sealed' },
  merge_ledger: { deleted: 'merge_id what ids' },
  merge_progress: { impersonal: 'id statement of name at' },
  merge_undo: {
    emptied: 'decisions reason',
    digest: 'plan_hash',
    impersonal: 'id merge_id case_id state refusal requested_by requested_at approved_by executed_at',
  },
  message: {
    emptied: 'destination params secret_sealed last_error provider_id',
    impersonal:
      'id channel template language realm account_id case_id identifier_id state attempts created_at expires_at handed_over_at delivered_at bounced_at carrier_code',
  },
  migrations: { impersonal: 'id timestamp name' },
  name_word: { matched: 'word' },
  notice: {
    emptied: 'settle_reason',
    impersonal:
      'id kind case_id account_id agent_id at settled_at settled_by merge_id limit_name sign_id recovery_id',
  },
  objection: {
    emptied: 'destination',
    impersonal: 'id account_id change_id about at outcome approval_id merge_id',
  },
  objection_link: {
    digest: 'token_hash',
    impersonal: 'account_id change_id message_id created_at expires_at used_at about merge_id',
  },
  order_item: { emptied: 'name', kept: 'quantity price sku', impersonal: 'order_id position' },
  plan: { sealed: 'body_sealed', digest: 'hash', impersonal: 'kind account_id created_at' },
  policy: { agents: 'version preset numbers in_force_from set_by rules reason created_at' },
  rate_limit: { matched: 'key points expire' },
  realm: { impersonal: 'id name' },
  recovery_case: {
    emptied: 'ticket',
    impersonal:
      'id reference realm channel state outcome agent_id opened_by former_agent_ids opened_at assurance_reset_at closed_at updated_at due_at',
  },
  review: {
    emptied: 'note',
    impersonal:
      'id day reason subject_id case_id account_id merge_id drawn_at about verdict marked_by marked_at',
  },
  review_draw: { agents: 'day drawn_at percent closed drawn' },
  say_text: { agents: 'code language body updated_at updated_by' },
  search_hit: { deleted: 'agent_id account_id kind at' },
  second_factor: { deleted: 'account_id kind since' },
  shop_order: {
    emptied:
      'email phone ship_name ship_line1 ship_line2 ship_city ship_province ship_postcode ship_phone import_fingerprint customer_external_id',
    kept: 'external_id number number_normalised placed_at paid_at cancelled_at financial_status fulfillment_status currency total ship_country',
    impersonal: 'id realm account_id created_at placed_with',
  },
  sign: {
    emptied: 'note',
    impersonal:
      'id kind agent_id other_agent_id account_id count out_of usual from_day to_day since last_at raised_at state marked_by marked_at',
  },
  sign_event: { agents: 'sign_id at event_id' },
  store_credit: { kept: 'currency amount', impersonal: 'account_id' },
  subscription: { emptied: 'external_id product next_charge_on', impersonal: 'id realm account_id state' },
  verification_lock: {
    emptied: 'lift_reason',
    impersonal: 'id account_id at until reason lifted_at lifted_by kind case_id shown_hours merge_id',
  },
};
