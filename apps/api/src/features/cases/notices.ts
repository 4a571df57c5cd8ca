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
};

// The same thing is told once until somebody has settled it.
const TELL = `insert into notice (id, kind, case_id, account_id, agent_id, at, merge_id, sign_id)
  select $1, $2, $3, $4, $5, $6, $7::uuid, $8::uuid where not exists (
    select from notice where kind = $2 and settled_at is null and case_id is not distinct from $3::uuid
      and account_id is not distinct from $4::uuid and agent_id is not distinct from $5::uuid
      and merge_id is not distinct from $7::uuid and sign_id is not distinct from $8::uuid)`;
const SETTLE_SIGN = `update notice set settled_at = $2, settled_by = $3, settle_reason = $4
  where sign_id = $1 and settled_at is null`;

/** Tells supervisors what they have to look at. What is told is recorded by the event it comes from. */
@Injectable()
export class Notices {
  async tell(em: EntityManager, now: Date, notice: NewNotice): Promise<void> {
    const { kind, caseId, accountId, agentId, mergeId = null, signId = null } = notice;
    await runSql(em, TELL, [uuidv7(), kind, caseId, accountId, agentId, now, mergeId, signId]);
  }

  /** Who said what a sign of abuse was has looked at what was told of it. */
  async settleSign(
    em: EntityManager,
    now: Date,
    sign: { id: string; by: string; reason: string },
  ): Promise<void> {
    await runSql(em, SETTLE_SIGN, [sign.id, now, sign.by, sign.reason]);
  }
}
