import type { PrivateContactView } from '@relink/contract';
import { type IdentifierFacts, normaliseEmail } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QueryResultRow } from 'pg';
import { poolOf } from '../../platform/database/data-source.ts';
import { type Executor, runNamed, runSql } from '../../platform/database/named-statement.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';

/** An account, as far as it can carry somebody's contact. */
type Carrier = {
  readonly id: string;
  readonly identifiers: readonly Pick<IdentifierFacts, 'kind' | 'normalised' | 'state'>[];
};

/** Named for the benchmark's floor, which runs the very same. */
export const CONTACTS_OF_AGENT = {
  name: 'private_contacts_of_agent',
  text: `select encode(digest, 'hex') as digest from agent_private_contact where agent_id = $1`,
};

/**
 * Agents' own contacts and their families', as digests: an agent may not work on an account that carries one. Source:
 * DESIGN, Evidence policy.
 */
@Injectable()
export class PrivateContacts {
  constructor(
    private readonly sealing: Sealing,
    private readonly source: DataSource,
  ) {}

  /** Masked, the oldest first. */
  list(agentId: string): Promise<PrivateContactView[]> {
    return runSql<PrivateContactView & QueryResultRow>(
      poolOf(this.source),
      `select c.id, c.kind, c.masked, c.declared_at as "declaredAt", a.name as "declaredBy"
         from agent_private_contact c join agent a on a.id = c.declared_by
        where c.agent_id = $1 order by c.declared_at, c.id`,
      [agentId],
    );
  }

  /**
   * What stands for a normalised value: the value itself is nowhere. An e-mail stands for its alias form: a tag or dots
   * lead to the same mailbox.
   */
  digestOf(kind: 'email' | 'phone', normalised: string): Buffer {
    const email = kind === 'email' ? normaliseEmail(normalised) : null;
    return this.sealing.digest('private contact', `${kind} ${email?.ok ? email.alias : normalised}`);
  }

  /** The accounts that carry one of these digests (hex), by id. What has left an account counts too: it may come back. */
  carriers(digests: readonly string[], accounts: readonly Carrier[]): string[] {
    if (digests.length === 0) return [];
    const known = new Set(digests);
    return accounts
      .filter(({ identifiers }) =>
        identifiers.some(
          ({ kind, normalised }) =>
            (kind === 'email' || kind === 'phone') &&
            known.has(this.digestOf(kind, normalised).toString('hex')),
        ),
      )
      .map(({ id }) => id);
  }

  /** Whether an account carries a private contact declared for the agent. */
  async isCarriedBy(executor: Executor, agentId: string, account: Carrier): Promise<boolean> {
    return (await this.carriedBy(executor, agentId, [account])).length > 0;
  }

  /** Which of the accounts, by id, carry a private contact declared for the agent. */
  async carriedBy(executor: Executor, agentId: string, accounts: readonly Carrier[]): Promise<string[]> {
    const rows = await runNamed<{ digest: string }>(executor, CONTACTS_OF_AGENT, [agentId]);
    return this.carriers(
      rows.map(({ digest }) => digest),
      accounts,
    );
  }
}
