import type { EntityManager } from 'typeorm';
import { AgentEntity } from './agent.entity.ts';

/** What a new agent is made of. */
export type NewAgent = Pick<AgentEntity, 'id' | 'username' | 'name' | 'role' | 'passwordHash'> &
  Partial<Pick<AgentEntity, 'issuer' | 'subject'>>;

/** Inserts an agent. False when the name is taken, also by somebody who takes it at this very moment. */
export async function insertAgent(em: EntityManager, now: Date, agent: NewAgent): Promise<boolean> {
  const inserted = await em
    .createQueryBuilder()
    .insert()
    .into(AgentEntity)
    .values({ demo: false, ...agent, disabledAt: null, createdAt: now, updatedAt: now })
    .orIgnore()
    .returning('id')
    .execute();
  const rows: unknown = inserted.raw;
  return Array.isArray(rows) && rows.length === 1;
}
