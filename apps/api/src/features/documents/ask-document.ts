import { randomBytes } from 'node:crypto';
import type { AskDocumentRequest } from '@relink/contract';
import {
  challengeReference,
  codeDestination,
  DESK_CODE_BYTES,
  deskCode,
  hours,
  isRefusal,
  minutes,
  REFERENCE_BYTES,
  type Refusal,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { hashToken, newToken } from '../../platform/guard/sessions.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import type { AccountRecord } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk, type CaseSituation } from '../cases/index.ts';
import { Messages } from '../messages/index.ts';
import { codeHash } from './code-hash.ts';
import { SEALED_FOR } from './document-record.ts';

// What was asked for and never came; and, of the case, a code that waits: only one is looked for by the reference.
const LAPSE_EARLIER = {
  name: 'document_lapse_earlier',
  text: `update identity_document set state = 'lapsed', code_sealed = null, ended_at = $3
          where case_id = $1 and state = 'asked' and (account_id = $2 or ($4 and code_hash is not null))`,
};
const ASK = {
  name: 'document_ask',
  text: `insert into identity_document (id, case_id, account_id, state, asked_by, asked_at, expires_at, identifier_id,
           token_hash, code_hash, code_sealed, desk_code, tries_left)
         values ($1, $2, $3, 'asked', $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
};

/** How the customer comes to the page, and until when. */
type Way = {
  readonly expiresAt: Date;
  readonly identifierId: string | null;
  readonly tokenHash: Buffer | null;
  readonly codeHash: Buffer | null;
  readonly codeSealed: Buffer | null;
  readonly deskCode: string | null;
};

/**
 * Asks for an identity document: by a link to a contact on file, which nobody at the desk sees, or, where no contact is
 * left, by a code that the agent reads out. An earlier one that nothing was sent for stops working.
 */
@Injectable()
export class AskDocument {
  constructor(
    private readonly desk: CaseDesk,
    private readonly messages: Messages,
    private readonly sealing: Sealing,
    private readonly keys: CustomerKeys,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { accountId, identifierId }: AskDocumentRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'ask-document', accountId, identifierId } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const account = situation.accounts.find(({ id }) => id === accountId);
    if (!account) throw new Error('The rules allow this for an account of the case only.');
    const id = uuidv7();
    const way =
      identifierId === null
        ? await this.byCode(em, now, id, situation, accountId)
        : await this.byLink(em, now, situation, account, identifierId);
    await runNamed(em, LAPSE_EARLIER, [caseId, accountId, now, identifierId === null]);
    await runNamed(em, ASK, [
      ...[id, caseId, accountId, context.principal.id, now, way.expiresAt, way.identifierId],
      ...[way.tokenHash, way.codeHash, way.codeSealed, way.deskCode],
      situation.policy.numbers.document.codeTries,
    ]);
    const facts = {
      documentId: id,
      way: identifierId === null ? 'spoken-code' : 'link',
      ...(identifierId !== null && { identifierId }),
      policyVersion: situation.policy.version,
    };
    const event = { action: 'document.asked', origin: 'case', caseId, accountId, facts } as const;
    await this.audit.record(em, { ...context, now }, event);
    return { resourceId: id, result: undefined };
  }

  private async byLink(
    em: EntityManager,
    now: Date,
    { policy, case: facts }: CaseSituation,
    account: AccountRecord,
    identifierId: string,
  ): Promise<Way> {
    const identifier = account.identifiers.find(({ id }) => id === identifierId);
    const destination = identifier && codeDestination(identifier, account, now, policy);
    if (!identifier || !destination || isRefusal(destination))
      throw new Error('The rules allow this for a contact that may get a code only.');
    const life = hours(policy.numbers.document.linkHours);
    const expiresAt = new Date(now.getTime() + life);
    const token = newToken();
    const proof = deskCode(randomBytes(DESK_CODE_BYTES));
    await this.messages.queue(em, now, {
      channel: destination.method,
      template: 'document-link',
      language: account.language,
      realm: account.realm,
      accountId: account.id,
      caseId: facts.id,
      identifierId,
      destination: identifier.normalised,
      params: { minutes: life / minutes(1), deskCode: proof },
      secret: { linkPath: `/portal/document#${token}` },
      expiresAt,
    });
    return {
      expiresAt,
      identifierId,
      tokenHash: hashToken(token),
      codeHash: null,
      codeSealed: null,
      deskCode: proof,
    };
  }

  private async byCode(
    em: EntityManager,
    now: Date,
    id: string,
    { policy }: CaseSituation,
    accountId: string,
  ): Promise<Way> {
    const code = challengeReference(randomBytes(REFERENCE_BYTES));
    return {
      expiresAt: new Date(now.getTime() + minutes(policy.numbers.document.codeMinutes)),
      identifierId: null,
      tokenHash: null,
      codeHash: codeHash(this.sealing, id, code),
      codeSealed: await this.keys.seal(em, accountId, SEALED_FOR.code(id), code),
      deskCode: null,
    };
  }
}
