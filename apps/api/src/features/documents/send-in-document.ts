import type { DocumentKey } from '@relink/contract';
import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes, type Done } from '../../platform/idempotency/changes.ts';
import { Live } from '../../platform/live/live.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem, ProblemException } from '../../platform/problems/problem.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { ResumeCase } from '../cases/index.ts';
import { AnswerThrottle } from '../verification/index.ts';
import { lockDocument, SEALED_FOR } from './document-record.ts';
import { type Asked, FindAsked } from './find-asked.ts';
import { receivePictures } from './receive-pictures.ts';
import { type Redrawn, RedrawPicture } from './redraw-picture.ts';
import { UploadThrottle } from './upload-throttle.ts';

const KEEP_PICTURE = {
  name: 'document_keep_picture',
  text: `insert into identity_document_picture (document_id, number, width, height, sealed) values ($1, $2, $3, $4, $5)`,
};
const RECEIVE = {
  name: 'document_receive',
  text: `update identity_document set state = 'received', received_at = $2, pictures = $3, code_sealed = null
          where id = $1`,
};

/** A customer sends the pictures of a document in, by a link or a code: once. */
@Injectable()
export class SendInDocument {
  private readonly arriving = new Set<string>();

  constructor(
    private readonly changes: Changes,
    private readonly transaction: Transaction,
    private readonly policy: PolicyInForce,
    private readonly find: FindAsked,
    private readonly redraw: RedrawPicture,
    private readonly keys: CustomerKeys,
    private readonly resume: ResumeCase,
    private readonly live: Live,
    private readonly answers: AnswerThrottle,
    private readonly uploads: UploadThrottle,
    private readonly audit: AuditLog,
  ) {}

  /** What a link or a code asks for; it uses nothing up. Throws link-not-accepted, code-not-accepted, too-many-tries. */
  async asked(context: RequestContext, key: DocumentKey): Promise<Asked> {
    return this.answers.admit(context, async () => {
      const found = await this.transaction.run(async (em, now) => {
        const asked = await this.find.run(em, now, context, key);
        if (isRefusal(asked) || asked.state === 'asked') return asked;
        return this.find.refused(em, now, context, key, asked);
      });
      if (isRefusal(found)) throw new ProblemException(found);
      return found;
    });
  }

  /**
   * Takes an upload. Nothing of it is kept in memory before its key is known, and nothing of it reaches the disk but
   * what was drawn anew and sealed. Throws what `asked` throws, and what stands in the way of a picture.
   */
  async run(request: FastifyRequest, change: ChangeRequest): Promise<Done<{ readonly pictures: number }>> {
    const { context } = change;
    await this.uploads.admit(context);
    const { numbers } = await this.transaction.run((em) => this.policy.read(em));
    const { pictures, megabytes, megapixels } = numbers.document;
    let mine: string | undefined;
    try {
      const sent = await receivePictures(request, { pictures, megabytes }, async (key) => {
        const asked = await this.enter(context, key);
        if (this.arriving.has(asked.id)) throw problem('request-in-flight');
        this.arriving.add((mine = asked.id));
        return asked;
      });
      const redrawn: Redrawn[] = [];
      for (const [index, bytes] of sent.pictures.entries()) {
        const picture = await this.redraw.run(bytes, megapixels);
        if (isRefusal(picture))
          throw new ProblemException({ ...picture, details: { ...picture.details, number: index + 1 } });
        redrawn.push(picture);
      }
      const { key, admitted, digest } = sent;
      return await this.changes.run({ ...change, payload: { document: admitted.id, digest } }, (em, now) =>
        this.keep(em, now, context, { key, id: admitted.id, redrawn }),
      );
    } finally {
      if (mine !== undefined) this.arriving.delete(mine);
    }
  }

  /** One that has come already is let through to the stored answer, for who sends the very same again. */
  private enter(context: RequestContext, key: DocumentKey): Promise<Asked> {
    return this.answers.admit(context, async () => {
      const found = await this.transaction.run((em, now) => this.find.run(em, now, context, key));
      if (isRefusal(found)) throw new ProblemException(found);
      await this.uploads.admitFor(context, { id: found.id, accountId: found.account_id });
      return found;
    });
  }

  private async keep(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    sent: { readonly key: DocumentKey; readonly id: string; readonly redrawn: readonly Redrawn[] },
  ): Promise<Done<{ readonly pictures: number }> | Refusal> {
    const { key, id, redrawn } = sent;
    const document = await lockDocument(em, id);
    const asked = await this.find.run(em, now, context, key);
    if (isRefusal(asked)) return asked;
    if (asked.id !== id || document?.state !== 'asked')
      return this.find.refused(em, now, context, key, asked);
    const { caseId, accountId } = document;
    for (const [index, { jpeg, width, height }] of redrawn.entries()) {
      const number = index + 1;
      const sealed = await this.keys.seal(
        em,
        accountId,
        SEALED_FOR.picture(id, number),
        jpeg.toString('base64'),
      );
      await runNamed(em, KEEP_PICTURE, [id, number, width, height, sealed]);
    }
    await runNamed(em, RECEIVE, [id, now, redrawn.length]);
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'document.received',
        origin: 'portal',
        caseId,
        accountId,
        facts: { documentId: id, pictures: redrawn.length },
      },
    );
    // What its case waited for has come.
    await this.resume.run(em, now, context, caseId);
    await this.live.tell(em, `cases:${caseId}`);
    return { resourceId: id, result: { pictures: redrawn.length } };
  }
}
