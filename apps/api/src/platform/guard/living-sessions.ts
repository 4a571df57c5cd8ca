import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.ts';
import { poolOf } from '../database/data-source.ts';
import { runNamed } from '../database/named-statement.ts';
import { PolicyInForce } from '../policy/policy-in-force.ts';

const MINUTE = 60_000;
const FIND = {
  name: 'agent_sessions_living',
  text: `select s.token_hash as "tokenHash", a.role, s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", now() as now
           from agent_session s join agent a on a.id = s.agent_id
          where s.token_hash = any($1::bytea[]) and a.disabled_at is null`,
};

type Row = { tokenHash: Buffer; role: string; lastSeenAt: Date; expiresAt: Date; now: Date };

/** Whether sessions still live: to ask is not to be seen, so that an open page alone keeps nobody signed in. */
@Injectable()
export class LivingSessions {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: PolicyInForce,
  ) {}

  /** Of the sessions behind these hashes those that live, by the hash in hex, each with its agent's role now. */
  async among(tokenHashes: readonly Buffer[]): Promise<ReadonlyMap<string, string>> {
    const pool = poolOf(this.source);
    const { agentSession } = (await this.policy.read(pool)).numbers;
    const rows = await runNamed<Row>(pool, FIND, [tokenHashes]);
    const living = rows.filter(({ lastSeenAt, expiresAt, now: databaseNow }) => {
      const now = this.clock.read(databaseNow);
      return now < expiresAt && now.getTime() - lastSeenAt.getTime() < agentSession.idleMinutes * MINUTE;
    });
    return new Map(living.map(({ tokenHash, role }) => [tokenHash.toString('hex'), role]));
  }
}
