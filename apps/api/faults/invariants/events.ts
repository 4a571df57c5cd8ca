import type { Invariant } from './invariant.ts';

/**
 * The events but for those of reading and of imported rows, of which there may be a million, with their facts taken
 * apart once. Gone with the transaction.
 */
export const GATHER_EVENTS = `
  create temporary table seen on commit drop as
    select id, at, actor_kind, actor_id, action, outcome, case_id, account_id,
           convert_from(canonical, 'UTF8')::jsonb->'facts' as facts
      from audit_event where action not in ('account.viewed', 'accounts.searched', 'accounts.listed', 'identifier.imported');
  create index on seen (at);
  analyze seen`;

const CANONICAL = `(select e.*, convert_from(canonical, 'UTF8')::jsonb as said from audit_event e) as e`;

/** The log itself. */
export const EVENTS: readonly Invariant[] = [
  {
    // RFC 6962, section 2.1: the hash of a leaf is SHA-256 over a zero byte and the entry.
    name: 'an event’s hash is that of its canonical bytes',
    broken: `select id from audit_event where sha256('\\x00'::bytea || canonical) <> hash`,
  },
  {
    name: 'an event’s canonical bytes say what its columns say',
    broken: `select id from ${CANONICAL}
              where (said->>'v', said->>'id', said->>'action', said->>'outcome', said->'actor'->>'kind')
                      is distinct from ('1', id::text, action, outcome, actor_kind)
                 or (said->>'at')::timestamptz is distinct from at
                 or (said->>'origin', said->>'caseId', said->>'accountId')
                      is distinct from (origin, case_id::text, account_id::text)
                 or (said->'actor'->>'id', said->'actor'->>'address') is distinct from (actor_id::text, address)`,
  },
  {
    name: 'an event has one row',
    broken: 'select id from audit_event group by id having count(*) > 1',
  },
  {
    name: 'an event that holds personal values names whose they are',
    broken: `select id from ${CANONICAL} where said->>'sealed' is not null and account_id is null`,
  },
];
