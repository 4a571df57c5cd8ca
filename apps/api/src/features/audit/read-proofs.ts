import type { AuditCheckpoint, AuditCheckpointsQuery, AuditConsistency, AuditProof } from '@relink/contract';
import { base64Of } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { countUpToDeepest } from '../../platform/database/count-up-to.ts';
import { runNamed, runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import { problem } from '../../platform/problems/problem.ts';
import { AuditLog } from './audit-log.ts';
import { LogKey } from './log-key.ts';
import { consistencyPathAt, inclusionPathAt, TreeIncomplete } from './log-tree.ts';

type Leaf = { seq: string; leafHash: Buffer; canonical: Buffer | null };
type Row = { size: string; at: Date; root: Buffer; note: string; witnessedAt: Date | null };

const LEAF = {
  name: 'audit_proof_leaf',
  text: `select l.seq::text, l.leaf_hash as "leafHash", e.canonical
           from audit_leaf l left join audit_event e on e.id = l.event_id where l.event_id = $1`,
};
const EVENT = { name: 'audit_proof_event', text: 'select 1 from audit_event where id = $1' };
const COLUMNS = `c.size::text, c.at, c.root, c.note, c.witnessed_at as "witnessedAt"`;
const NEWEST = {
  name: 'audit_checkpoint_newest',
  text: `select ${COLUMNS} from audit_checkpoint c order by c.size desc limit 1`,
};
const ONE = {
  name: 'audit_checkpoint_one',
  text: `select ${COLUMNS} from audit_checkpoint c where size = $1`,
};
// A later checkpoint is a larger one.
const ORDERS = { id: 'c.size', size: 'c.size', at: 'c.size' } as const;

/** Proofs and checkpoints of the log. Who reads them is in it too. */
@Injectable()
export class ReadProofs {
  constructor(
    private readonly source: DataSource,
    private readonly log: AuditLog,
    private readonly key: LogKey,
  ) {}

  /** Throws `not-found`, or `not-sequenced-yet` for an event that no checkpoint covers yet. */
  async proof(context: AgentContext, eventId: string): Promise<AuditProof> {
    const pool = poolOf(this.source);
    const [leaf] = await runNamed<Leaf>(pool, LEAF, [eventId]);
    if (!leaf && (await runNamed(pool, EVENT, [eventId])).length === 0) throw problem('not-found');
    const checkpoint = await this.newest();
    const verifierKey = await this.key.text();
    const seq = Number(leaf?.seq);
    if (!leaf || !checkpoint || checkpoint.size <= seq || verifierKey === null)
      throw problem('not-sequenced-yet', { details: { retryAfterSeconds: 60 } });
    const path = await whole(inclusionPathAt(pool, seq, checkpoint.size));
    await this.log.record(pool, context, { action: 'audit.proof-read', facts: { eventId } });
    const { size, at, root, note } = checkpoint;
    return {
      eventId,
      seq,
      leafHash: base64Of(leaf.leafHash),
      canonical: leaf.canonical?.toString() ?? null,
      path: path.map(base64Of),
      checkpoint: { size, at, root, note },
      verifierKey,
    };
  }

  /** A page of checkpoints and how many there are, counted as far as a list goes. */
  async checkpoints(
    context: AgentContext,
    { filter, sort = ['size', 'DESC'] }: AuditCheckpointsQuery,
    page: Page,
  ): Promise<[AuditCheckpoint[], number]> {
    const pool = poolOf(this.source);
    const values = [filter?.id === undefined ? null : [filter.id].flat()];
    const where = 'audit_checkpoint c where ($1::bigint[] is null or c.size = any($1))';
    const rows = await runSql<Row>(
      pool,
      `select ${COLUMNS} from ${where} order by ${ORDERS[sort[0]]} ${sort[1]} limit $2 offset $3`,
      [...values, page.limit, page.offset],
    );
    const total = await countUpToDeepest(pool, where, values);
    await this.log.record(pool, context, { action: 'audit.checkpoints-read', facts: { shown: rows.length } });
    return [rows.map(viewOf), total];
  }

  /** Throws `not-found` where there is no such checkpoint, or none that is older. */
  async consistency(context: AgentContext, to: number, from: number): Promise<AuditConsistency> {
    const pool = poolOf(this.source);
    const [checkpoint] = await runNamed(pool, ONE, [to]);
    if (!checkpoint || from > to) throw problem('not-found');
    const path = await whole(consistencyPathAt(pool, from, to));
    await this.log.record(pool, context, { action: 'audit.checkpoints-read', facts: { from, to } });
    return { from, to, path: path.map(base64Of) };
  }

  /** The newest checkpoint; undefined before the first. */
  async newest(): Promise<AuditCheckpoint | undefined> {
    const [row] = await runNamed<Row>(poolOf(this.source), NEWEST, []);
    return row && viewOf(row);
  }
}

function viewOf({ size, at, root, note, witnessedAt }: Row): AuditCheckpoint {
  return {
    id: Number(size),
    size: Number(size),
    at: at.toISOString(),
    root: base64Of(root),
    note,
    witnessedAt: witnessedAt?.toISOString() ?? null,
  };
}

/** Throws `log-broken` where a part of the tree is gone. */
async function whole<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (fault) {
    if (fault instanceof TreeIncomplete) throw problem('log-broken');
    throw fault;
  }
}
