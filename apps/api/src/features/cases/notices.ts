import type { NoticeKind } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../../platform/database/named-statement.ts';

/** What supervisors are to know of. */
type NewNotice = {
  readonly kind: NoticeKind;
  readonly caseId: string | null;
  readonly accountId: string | null;
  /** Whom it is about, or who reported it. */
  readonly agentId: string | null;
  /** The merge that is opposed, of the kind `merge-opposed` only. */
  readonly mergeId?: string;
  /** The sign of abuse, of the kind `sign-of-abuse` only. */
  readonly signId?: string;
  /** The recovery of second factors, of the kind `recovery-waiting` only. */
  readonly recoveryId?: string;
};

// The same thing is told once until somebody has settled it.
const TELL = `insert into notice (id, kind, case_id, account_id, agent_id, at, merge_id, sign_id, recovery_id)
  select $1, $2, $3, $4, $5, $6, $7::uuid, $8::uuid, $9::uuid where not exists (
    select from notice where kind = $2 and settled_at is null and case_id is not distinct from $3::uuid
      and account_id is not distinct from $4::uuid and agent_id is not distinct from $5::uuid
      and merge_id is not distinct from $7::uuid and sign_id is not distinct from $8::uuid
      and recovery_id is not distinct from $9::uuid)`;
// However often it is found, and whoever settled it meanwhile.
const TELL_ONCE = `insert into notice (id, kind, at) select $1, $2, $3
  where not exists (select from notice where kind = $2 and at >= $4) returning id`;
const SETTLE_SIGN = `update notice set settled_at = $2, settled_by = $3, settle_reason = $4
  where sign_id = $1 and settled_at is null`;
const SETTLE_RECOVERY = `update notice set settled_at = $2, settled_by = $3 where recovery_id = $1 and settled_at is null`;
const END = 'update notice set settled_at = $2 where kind = $1 and settled_at is null';

/** Tells supervisors what they have to look at. What is told is recorded by the event it comes from. */
@Injectable()
export class Notices {
  async tell(em: EntityManager, now: Date, notice: NewNotice): Promise<void> {
    const { kind, caseId, accountId, agentId, mergeId = null, signId = null, recoveryId = null } = notice;
    const values = [uuidv7(), kind, caseId, accountId, agentId, now, mergeId, signId, recoveryId];
    await runSql(em, TELL, values);
  }

  /** Who said what a sign of abuse was has looked at what was told of it. */
  async settleSign(
    em: EntityManager,
    now: Date,
    sign: { id: string; by: string; reason: string },
  ): Promise<void> {
    await runSql(em, SETTLE_SIGN, [sign.id, now, sign.by, sign.reason]);
  }

  /** Of what lasts: told once since it began. False where it was told already. */
  async tellOnceSince(em: EntityManager, now: Date, kind: NoticeKind, since: Date): Promise<boolean> {
    return (await runSql(em, TELL_ONCE, [uuidv7(), kind, now, since])).length > 0;
  }

  /** A recovery was decided by somebody, or by nobody in time. */
  async settleRecovery(em: EntityManager, now: Date, recoveryId: string, by?: string): Promise<void> {
    await runSql(em, SETTLE_RECOVERY, [recoveryId, now, by ?? null]);
  }

  /** What was told of is over by itself: nobody settled it. */
  async end(em: EntityManager, now: Date, kind: NoticeKind): Promise<void> {
    await runSql(em, END, [kind, now]);
  }
}
