import type { WordSayTextRequest } from '@relink/contract';
import { refuse, type Refusal, sayings } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';

/** Gives a sentence the shop's own wording, or takes the desk's default again. */
@Injectable()
export class WordSayText {
  constructor(private readonly audit: AuditLog) {}

  /** Refusal: `not-found`. */
  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    id: string,
    { body }: WordSayTextRequest,
  ): Promise<Done<null> | Refusal> {
    const [code = '', language = ''] = id.split('.');
    const own = await runSql<{ code: string; language: string; body: string }>(
      em,
      'select code, language, body from say_text where code = $1 and language = $2 for update',
      [code, language],
    );
    const before = sayings(own).find((saying) => saying.code === code && saying.language === language);
    if (!before) return refuse('not-found');
    if (body === null)
      await runSql(em, 'delete from say_text where code = $1 and language = $2', [code, language]);
    else
      await runSql(
        em,
        `insert into say_text (code, language, body, updated_at, updated_by) values ($1, $2, $3, $4, $5)
         on conflict (code, language) do update
            set body = excluded.body, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
        [code, language, body, now, context.principal.id],
      );
    await this.audit.record(
      em,
      { ...context, now },
      { action: 'say-text.worded', facts: { code, language, before: before.body, after: body } },
    );
    return { resourceId: id, result: null };
  }
}
