import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { Throttle } from '../../platform/guard/throttle.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { TooManyTries } from '../audit/index.ts';

const LIMITS = { triesPerAccount: 20, triesPerAddress: 40, windowMinutes: 60 } as const;

/** Counts uploads per network address, before a byte is read, and per document, whatever becomes of them: each is decoded. */
@Injectable()
export class UploadThrottle {
  private readonly throttle: Throttle;

  constructor(
    source: DataSource,
    sealing: Sealing,
    private readonly tooMany: TooManyTries,
  ) {
    this.throttle = new Throttle(source, sealing, 'portal-document', LIMITS);
  }

  /** Counts an upload from an address. Throws `too-many-tries`. */
  async admit(context: RequestContext): Promise<void> {
    const throttled = await this.throttle.count([], context.address);
    if (throttled) await this.tooMany.refuse(context, throttled, { action: 'document.refused' });
  }

  /** Counts an upload for a document. Throws `too-many-tries`. */
  async admitFor(
    context: RequestContext,
    { id, accountId }: { readonly id: string; readonly accountId: string },
  ): Promise<void> {
    const throttled = await this.throttle.count([id], context.address);
    await this.throttle.giveBack(context.address);
    if (throttled) await this.tooMany.refuse(context, throttled, { action: 'document.refused', accountId });
  }
}
