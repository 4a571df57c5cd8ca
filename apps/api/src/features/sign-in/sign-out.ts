import { Injectable } from '@nestjs/common';
import { endAgentSession } from '../../platform/guard/end-agent-sessions.ts';
import { Sessions } from '../../platform/guard/sessions.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';

/** Ends a session. A token that is not one, or not any more, is fine: signed out is signed out. */
@Injectable()
export class SignOut {
  constructor(
    private readonly sessions: Sessions,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  async run(token: string | undefined, address: string): Promise<void> {
    if (token === undefined) return;
    const found = await this.sessions.findAgent(token);
    await this.transaction.run(async (em, now) => {
      const ended = await endAgentSession(em, token);
      if (ended && found)
        await this.audit.record(
          em,
          { principal: found.principal, address, now },
          { action: 'agent.signed-out' },
        );
    });
  }
}
