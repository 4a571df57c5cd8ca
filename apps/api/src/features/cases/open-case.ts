import { randomBytes } from 'node:crypto';
import type { OpenCaseRequest } from '@relink/contract';
import { caseReference, DEFAULT_REALM, REFERENCE_BYTES } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { writeNote } from './write-note.ts';

const REFERENCE_TRIES = 5;

/** An agent takes up a customer's recovery. */
@Injectable()
export class OpenCase {
  constructor(private readonly audit: AuditLog) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { channel, ticket = '', note }: OpenCaseRequest,
  ): Promise<Done> {
    const id = uuidv7();
    const agentId = context.principal.id;
    const reference = await insertCase(em, [id, DEFAULT_REALM, channel, ticket, agentId, now]);
    if (note !== undefined) await writeNote(em, now, { caseId: id, agentId, body: note });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'case.opened',
        origin: 'case',
        caseId: id,
        facts: { reference, channel, withTicket: ticket !== '', withNote: note !== undefined },
      },
    );
    return { resourceId: id, result: undefined };
  }
}

/** 25^8 references are enough that a second try is rare and a third never happens. */
async function insertCase(em: EntityManager, values: readonly unknown[]): Promise<string> {
  for (let tries = 0; tries < REFERENCE_TRIES; tries += 1) {
    const reference = caseReference(randomBytes(REFERENCE_BYTES));
    const rows = await runSql(
      em,
      `insert into recovery_case (id, realm, channel, ticket, state, agent_id, opened_by, opened_at, updated_at, reference)
       values ($1, $2, $3, $4, 'open', $5, $5, $6, $6, $7) on conflict (reference) do nothing returning id`,
      [...values, reference],
    );
    if (rows.length > 0) return reference;
  }
  throw new Error('No free case reference was found.');
}
