import { timingSafeEqual } from 'node:crypto';
import type { DocumentKey } from '@relink/contract';
import { normaliseReference, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { hashToken } from '../../platform/guard/sessions.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { AuditLog } from '../audit/index.ts';
import { codeHash } from './code-hash.ts';

/** A document that a customer's link or code leads to. */
export type Asked = {
  readonly id: string;
  readonly state: 'asked' | 'received';
  readonly case_id: string;
  readonly account_id: string;
  readonly expires_at: Date;
};

const COLUMNS = 'd.id, d.state, d.case_id, d.account_id, d.expires_at';
const BY_TOKEN = {
  name: 'document_by_token',
  text: `select ${COLUMNS} from identity_document d join recovery_case c on c.id = d.case_id and c.state <> 'closed'
          where d.token_hash = $1 and d.state in ('asked', 'received') and d.expires_at > $2`,
};
/** A try is taken off before anything is compared: the row's lock makes the count exact. */
const TRY_CODE = {
  name: 'document_try_code',
  text: `update identity_document d set tries_left = d.tries_left - 1 from recovery_case c
          where c.reference = $1 and c.state <> 'closed' and d.case_id = c.id and d.code_hash is not null
            and d.state in ('asked', 'received') and d.expires_at > $2 and d.tries_left > 0
            and d.asked_at = (select max(n.asked_at) from identity_document n
                               where n.case_id = c.id and n.code_hash is not null)
         returning ${COLUMNS}, d.code_hash`,
};
const GIVE_BACK = {
  name: 'document_give_back',
  text: 'update identity_document set tries_left = tries_left + 1 where id = $1',
};
const NOTHING = Buffer.alloc(32);

/** Finds what a customer's link or code is for. Unknown, used, expired and foreign ones all get the same no. */
@Injectable()
export class FindAsked {
  constructor(
    private readonly sealing: Sealing,
    private readonly audit: AuditLog,
  ) {}

  /** Refusals, recorded: link-not-accepted, code-not-accepted. One that was `received` is found for a repeated request only. */
  async run(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    key: DocumentKey,
  ): Promise<Asked | Refusal> {
    const found = 'token' in key ? await this.byToken(em, now, key.token) : await this.byCode(em, now, key);
    return found ?? this.refused(em, now, context, key);
  }

  /** Writes down a no, and returns it. */
  async refused(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    key: DocumentKey,
    known?: Asked,
  ): Promise<Refusal> {
    const refusal = refuse('token' in key ? 'link-not-accepted' : 'code-not-accepted');
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'document.refused',
        outcome: 'refused',
        origin: 'portal',
        ...(known && { caseId: known.case_id, accountId: known.account_id }),
        facts: { code: refusal.code, ...(known && { documentId: known.id }) },
      },
    );
    return refusal;
  }

  private async byToken(executor: Executor, now: Date, token: string): Promise<Asked | undefined> {
    const [row] = await runNamed<Asked>(executor, BY_TOKEN, [hashToken(token), now]);
    return row;
  }

  private async byCode(
    executor: Executor,
    now: Date,
    typed: { readonly reference: string; readonly code: string },
  ): Promise<Asked | undefined> {
    const [row] = await runNamed<Asked & { code_hash: Buffer }>(executor, TRY_CODE, [
      normaliseReference(typed.reference) ?? '',
      now,
    ]);
    // Unknown or not, a hash is made and compared: the answer takes the same time.
    const hash = codeHash(this.sealing, row?.id ?? '', normaliseReference(typed.code) ?? '');
    if (!timingSafeEqual(hash, row?.code_hash ?? NOTHING) || !row) return undefined;
    await runNamed(executor, GIVE_BACK, [row.id]);
    return row;
  }
}
