import type { DeclarePrivateContactRequest } from '@relink/contract';
import { maskIdentifier, normaliseEmail, normalisePhone, refuse, type Refusal } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { PrivateContacts } from './private-contacts.ts';

/** Declares and withdraws private contacts of an agent. */
@Injectable()
export class ChangePrivateContacts {
  constructor(
    private readonly contacts: PrivateContacts,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Refusals: `not-found`, `invalid-input` for what is no e-mail or phone, or is declared already. */
  async declare(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    agentId: string,
    { kind, value }: DeclarePrivateContactRequest,
  ): Promise<Done<null> | Refusal> {
    const [agent] = await runSql(em, 'select 1 from agent where id = $1 for no key update', [agentId]);
    if (!agent) return refuse('not-found');
    const normalised = this.normalise(kind, value);
    if (normalised === null)
      return {
        code: 'invalid-input',
        errors: {
          value:
            kind === 'email' ? 'Write an e-mail address.' : 'Write a phone number with its country code.',
        },
      };
    const id = uuidv7();
    const [written] = await runSql(
      em,
      `insert into agent_private_contact (id, agent_id, kind, digest, masked, declared_at, declared_by)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (agent_id, digest) do nothing returning id`,
      [
        id,
        agentId,
        kind,
        this.contacts.digestOf(kind, normalised),
        maskIdentifier(kind, normalised),
        now,
        context.principal.id,
      ],
    );
    if (!written) return { code: 'invalid-input', errors: { value: 'This contact is declared already.' } };
    await this.audit.record(
      em,
      { ...context, now },
      { action: 'agent.private-contact-declared', facts: { agentId, id, kind } },
    );
    return { resourceId: agentId, result: null };
  }

  /** Refusals: `not-found`, `not-permitted` for one's own. */
  async withdraw(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    agentId: string,
    id: string,
  ): Promise<Done<null> | Refusal> {
    // Whoever it keeps from an account does not lift that themselves.
    if (agentId === context.principal.id)
      return this.refused(em, now, context, agentId, refuse('not-permitted'));
    const [gone] = await runSql(
      em,
      'delete from agent_private_contact where id = $1 and agent_id = $2 returning id',
      [id, agentId],
    );
    if (!gone) return this.refused(em, now, context, agentId, refuse('not-found'));
    await this.audit.record(
      em,
      { ...context, now },
      { action: 'agent.private-contact-withdrawn', facts: { agentId, id } },
    );
    return { resourceId: agentId, result: null };
  }

  private async refused(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    agentId: string,
    refusal: Refusal,
  ): Promise<Refusal> {
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'agent.private-contact-withdrawn',
        outcome: 'refused',
        facts: { agentId, code: refusal.code },
      },
    );
    return refusal;
  }

  private normalise(kind: 'email' | 'phone', value: string): string | null {
    if (kind === 'email') {
      const email = normaliseEmail(value);
      return email.ok ? email.normalised : null;
    }
    const phone = normalisePhone(value, this.settings.shopCountries[0]);
    return phone.ok ? phone.e164 : null;
  }
}
