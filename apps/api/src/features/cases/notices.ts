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
};

// The same thing is told once until somebody has settled it.
const TELL = `insert into notice (id, kind, case_id, account_id, agent_id, at, merge_id)
  select $1, $2, $3, $4, $5, $6, $7::uuid where not exists (
    select from notice where kind = $2 and settled_at is null and case_id is not distinct from $3::uuid
      and account_id is not distinct from $4::uuid and agent_id is not distinct from $5::uuid
      and merge_id is not distinct from $7::uuid)`;

/** Tells supervisors what they have to look at. What is told is recorded by the event it comes from. */
@Injectable()
export class Notices {
  async tell(em: EntityManager, now: Date, notice: NewNotice): Promise<void> {
    const { kind, caseId, accountId, agentId, mergeId = null } = notice;
    await runSql(em, TELL, [uuidv7(), kind, caseId, accountId, agentId, now, mergeId]);
  }
}
