import { type CompanyPerson, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { endAgentSessionsOf } from '../../platform/guard/end-agent-sessions.ts';
import { AuditLog, type SystemContext } from '../audit/index.ts';
import { AgentEntity } from './agent.entity.ts';
import { insertAgent } from './insert-agent.ts';

/** Somebody whom a provider vouches for. */
export type Vouched = CompanyPerson & { readonly issuer: string };

/**
 * The desk's own row of somebody whom the company vouches for, as the company names them today: made when they come for
 * the first time. A role that the company changed ends every session they still had.
 */
@Injectable()
export class CompanyAgent {
  constructor(private readonly audit: AuditLog) {}

  /** Refusals: `wrong-credentials` for who is disabled here, `sign-in-name-taken`. */
  async enter(em: EntityManager, context: SystemContext, person: Vouched): Promise<AgentEntity | Refusal> {
    const known = await em.findOne(AgentEntity, {
      where: { issuer: person.issuer, subject: person.subject },
      lock: { mode: 'for_no_key_update' },
    });
    if (!known) return this.make(em, context, person);
    if (known.disabledAt !== null) return refuse('wrong-credentials');
    return this.bringUpToDate(em, context, known, person);
  }

  private async make(
    em: EntityManager,
    context: SystemContext,
    { issuer, subject, username, name, role }: Vouched,
  ): Promise<AgentEntity | Refusal> {
    const id = uuidv7();
    // A name is no proof of who it was given to: somebody else's row is not taken over by having the same one.
    const made = await insertAgent(em, context.now, {
      id,
      username,
      name,
      role,
      passwordHash: null,
      issuer,
      subject,
    });
    if (!made) return refuse('sign-in-name-taken');
    await this.audit.record(em, context, {
      action: 'agent.created',
      facts: {
        agentId: id,
        by: 'company',
        companyLink: 'set',
        after: { username, name, role, disabled: false },
      },
    });
    return em.findOneByOrFail(AgentEntity, { id });
  }

  private async bringUpToDate(
    em: EntityManager,
    context: SystemContext,
    known: AgentEntity,
    { name, role }: Vouched,
  ): Promise<AgentEntity> {
    if (known.name === name && known.role === role) return known;
    await em.update(AgentEntity, known.id, { name, role, updatedAt: context.now });
    const sessionsEnded = known.role === role ? 0 : await endAgentSessionsOf(em, known.id);
    await this.audit.record(em, context, {
      action: 'agent.updated',
      facts: {
        agentId: known.id,
        by: 'company',
        before: { name: known.name, role: known.role },
        after: { name, role },
        sessionsEnded,
      },
    });
    return Object.assign(known, { name, role });
  }

  /** Ends what somebody still has here to whom the company gives no role any more. */
  async shutOut(em: EntityManager, context: SystemContext, issuer: string, subject: string): Promise<void> {
    const known = await em.findOne(AgentEntity, {
      where: { issuer, subject },
      lock: { mode: 'for_no_key_update' },
    });
    if (!known) return;
    const sessionsEnded = await endAgentSessionsOf(em, known.id);
    await this.audit.record(em, context, {
      action: 'agent.updated',
      facts: { agentId: known.id, by: 'company', sessionsEnded, roleTaken: true },
    });
  }
}
