import type {
  CodeMethod,
  EvidenceFacts,
  KnowledgeKind,
  PossessionFacts,
  PossessionKind,
  RoundFacts,
} from '@relink/domain';
import { instantIn } from '../accounts/index.ts';

export type CaseRound = RoundFacts & { readonly afterFailure: boolean };
export type CaseEvidence = Omit<EvidenceFacts, 'rounds'> & { readonly rounds: readonly CaseRound[] };

/**
 * The evidence of the case `$1`, as two columns. Arrays instead of objects: the evidence round and the account page
 * are hot paths, and names are most of the bytes.
 */
export const EVIDENCE_COLUMNS = `
  (select json_agg(json_build_array(at, account_id, kinds, enough, after_failure, policy_version) order by at)
     from evidence_round where case_id = $1) as rounds,
  (select json_agg(json_build_array(used_at, account_id, proves, method, needs_last_order) order by used_at)
     from challenge where case_id = $1 and used_at is not null and proves is not null and account_id is not null
      and purpose in ('evidence', 'spoken', 'identifier-move')) as possessions,
  (select json_agg(json_build_array(received_at, account_id, ended_at) order by ended_at)
     from identity_document where case_id = $1 and state = 'confirmed') as documents`;

/** A row of {@link EVIDENCE_COLUMNS}. */
export type EvidenceRow = {
  rounds: [string, string, KnowledgeKind[], boolean, boolean, number][] | null;
  possessions: [string, string, PossessionKind, CodeMethod, boolean][] | null;
  documents: [string, string, string][] | null;
};

/** Reads the evidence from its row. */
export function evidenceIn({ rounds, possessions, documents }: EvidenceRow): CaseEvidence {
  return {
    rounds: (rounds ?? []).map(([at, accountId, kinds, enough, afterFailure, policyVersion]): CaseRound => ({
      at: instantIn(at),
      accountId,
      kinds,
      enough,
      afterFailure,
      policyVersion,
    })),
    possessions: (possessions ?? []).map(
      ([at, accountId, kind, method, needsLastOrder]): PossessionFacts => ({
        at: instantIn(at),
        accountId,
        kind,
        method,
        needsLastOrder,
      }),
    ),
    documents: (documents ?? []).map(([receivedAt, accountId, confirmedAt]) => ({
      accountId,
      receivedAt: instantIn(receivedAt),
      confirmedAt: instantIn(confirmedAt),
    })),
  };
}
