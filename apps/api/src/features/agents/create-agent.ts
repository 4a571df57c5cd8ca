import type { CreateAgentRequest } from '@relink/contract';
import { refuse } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { hashPassword } from '../../platform/guard/passwords.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { insertAgent } from './insert-agent.ts';

/** Puts somebody on the desk's list of agents. They can sign in at once. */
@Injectable()
export class CreateAgent {
  constructor(
    private readonly changes: Changes,
    private readonly audit: AuditLog,
  ) {}

  /** Returns the new agent's id. A name that is taken is a field error. */
  async run(change: ChangeRequest, context: AgentContext, request: CreateAgentRequest): Promise<string> {
    const { password, ...agent } = request;
    // Tens of milliseconds: not while a transaction is open.
    const passwordHash = await hashPassword(password);
    const { resourceId } = await this.changes.run(change, async (em, now) => {
      const id = uuidv7();
      if (!(await insertAgent(em, now, { id, ...agent, passwordHash }))) {
        const taken = { ...refuse('invalid-input'), errors: { username: 'Another agent has this name.' } };
        await this.audit.record(
          em,
          { ...context, now },
          { action: 'agent.created', outcome: 'refused', facts: { code: taken.code, fields: ['username'] } },
        );
        return taken;
      }
      await this.audit.record(
        em,
        { ...context, now },
        { action: 'agent.created', facts: { agentId: id, after: { ...agent, disabled: false } } },
      );
      return { resourceId: id, result: null };
    });
    return resourceId;
  }
}
