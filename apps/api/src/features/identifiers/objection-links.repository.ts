import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';

/** A link by which a contact says that something was not them. */
export type ObjectionLink = {
  readonly accountId: string;
  readonly changeId: string | null;
  /** The merge that it is about; then `changeId` is null, and the account is its survivor. */
  readonly mergeId: string | null;
  /** The change, the merge, or the one setting of a password: all contacts told of it share it. */
  readonly about: string;
  /** Where the link went. */
  readonly destination: string;
  readonly identifierId: string | null;
  readonly caseId: string | null;
};

const COLUMNS = `l.account_id as "accountId", l.change_id as "changeId", l.merge_id as "mergeId", l.about, m.destination,
  m.identifier_id as "identifierId", m.case_id as "caseId"`;
const BEHIND = {
  name: 'objection_link_behind',
  text: `select ${COLUMNS} from objection_link l join message m on m.id = l.message_id where l.token_hash = $1`,
};
const USE = {
  name: 'objection_link_use',
  text: `update objection_link l set used_at = $2 from message m
          where l.token_hash = $1 and l.used_at is null and l.expires_at > $2 and m.id = l.message_id
            and not exists (select from objection o where o.about = l.about and o.destination = m.destination)
         returning ${COLUMNS}`,
};
const KEEP = {
  name: 'objection_keep',
  text: `insert into objection (id, account_id, change_id, merge_id, about, destination, at, outcome, approval_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};

/** A contact that has left the account, and that a supervisor said no to before. */
const REFUSED_BEFORE = {
  name: 'objection_refused_before',
  text: `select 1 from objection o left join approval p on p.id = o.approval_id left join merge g on g.id = o.merge_id
          where o.account_id = $1 and o.destination = $2
            and (p.state = 'rejected' or (g.state = 'done' and o.outcome = 'locked' and not exists (
              select from notice n where n.merge_id = g.id and n.settled_at is null)))
            and not exists (select from identifier i where i.account_id = o.account_id
                             and i.normalised = o.destination and i.state = 'verified') limit 1`,
};

/** Whether who opposes now has left the account, and was told no by a supervisor when they opposed something of it. */
export async function refusedBefore(
  em: EntityManager,
  { accountId, destination }: ObjectionLink,
): Promise<boolean> {
  return (await runNamed(em, REFUSED_BEFORE, [accountId, destination])).length > 0;
}

/** The link of a token, used and expired or not, so that its account can be locked before it is. */
export async function linkBehind(em: EntityManager, tokenHash: Buffer): Promise<ObjectionLink | undefined> {
  const [link] = await runNamed<ObjectionLink>(em, BEHIND, [tokenHash]);
  return link;
}

/** Uses a link up; undefined when it is used or expired, or when its contact opposed the same thing before. */
export async function useLink(
  em: EntityManager,
  now: Date,
  tokenHash: Buffer,
): Promise<ObjectionLink | undefined> {
  const [link] = await runNamed<ObjectionLink>(em, USE, [tokenHash, now]);
  return link;
}

/** Writes down who opposed what, and what came of it. */
export async function keepObjection(
  em: EntityManager,
  now: Date,
  kept: ObjectionLink & { id: string; outcome: string; approvalId: string | null },
): Promise<void> {
  const { id, accountId, changeId, mergeId, about, destination, outcome, approvalId } = kept;
  await runNamed(em, KEEP, [id, accountId, changeId, mergeId, about, destination, now, outcome, approvalId]);
}
