import { rm } from 'node:fs/promises';
import {
  type Header,
  type HeaderOf,
  mapGiftCard,
  mapSubscription,
  readHeader,
  readMappedHeader,
} from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog, type SystemContext } from '../audit/index.ts';
import { ErasedAccounts } from '../erasure/index.ts';
import { attachOrders } from './attach-orders.ts';
import { beginRun, CUT_OFF, endRun, forgetSeenIds, isFirstCustomerImport } from './import-progress.ts';
import { type BatchContext, type Counts, type ImportRun, NO_COUNTS, plus } from './import-run.ts';
import { BatchMoved } from './batch-moved.ts';
import { loadBatch, type Loader } from './load-batch.ts';
import { hasAccountsWithoutId } from './find-accounts.ts';
import { customerLoader } from './load-customers.ts';
import { giftCardLoader, subscriptionLoader } from './load-holdings.ts';
import { orderLoader } from './load-orders.ts';
import { customerMapper, orderMapper, type RecordMapper, rowMapper } from './map-records.ts';
import { OneImportAtATime } from './one-import-at-a-time.ts';
import { type Batch, readBatches, readHeaderCells } from './read-batches.ts';
import { isUpload } from './uploads.ts';

export type RunOptions = {
  /** Told after each batch. */
  readonly onProgress?: (counts: Counts, bytesRead: number) => void;
  /** Whether what fails is tried again; the last try marks the run as failed. */
  readonly last?: boolean;
};

const NOT_READ = 'The columns of the file are not those that it was taken in by.';
const TRIES = 5;
const UNIQUE_VIOLATION = '23505';

/** Carries out imports: a job of the worker, the import command and the demo shop alike. */
@Injectable()
export class ImportRunner {
  constructor(
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
    private readonly one: OneImportAtATime,
    private readonly jobs: Jobs,
    private readonly erased: ErasedAccounts,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Runs an import as soon as no other of its realm runs. Throws as {@link runNow} does. */
  async run(importId: string, realm: string, options: RunOptions = {}): Promise<Counts> {
    return this.one.waitFor(realm, () => this.runNow(importId, options));
  }

  /**
   * Runs an import from the file's beginning, also one that was cut off: what it had loaded is then unchanged. The
   * caller sees to it that no other of the realm runs. A finished or failed one is left alone.
   * Throws when the database or the file goes away, after marking the run as failed if `last`.
   */
  async runNow(importId: string, options: RunOptions = {}): Promise<Counts> {
    const run = await this.transaction.run((em, now) => beginRun(em, this.audit, systemAt(now), importId));
    if (run === null) return NO_COUNTS;
    try {
      await forgetSeenIds(this.transaction, run.id);
      const header = await headerOf(run);
      if (header === null) {
        await this.end(run, NOT_READ);
        return NO_COUNTS;
      }
      const counts = await this.loadFile(run, header, options);
      await this.end(run, null);
      return counts;
    } catch (error) {
      if (options.last !== false) await this.end(run, CUT_OFF);
      throw error;
    }
  }

  private loadFile(run: ImportRun, header: Header, options: RunOptions): Promise<Counts> {
    switch (header.records) {
      case 'customers':
        return this.loadCustomers(run, header, options);
      case 'orders':
        return this.load(run, options, orderMapper(header), orderLoader(header, this.jobs));
      case 'gift-cards':
        return this.load(run, options, rowMapper(header.columns, mapGiftCard), giftCardLoader(header));
      case 'subscriptions':
        return this.load(
          run,
          options,
          rowMapper(header.columns, mapSubscription),
          subscriptionLoader(header),
        );
    }
  }

  private async loadCustomers(
    run: ImportRun,
    header: HeaderOf<'customers'>,
    options: RunOptions,
  ): Promise<Counts> {
    const adopts = await this.transaction.run((em) => hasAccountsWithoutId(em, run.realm));
    const counts = await this.load(run, options, customerMapper(header), customerLoader(header, adopts));
    await attachOrders(this.transaction, this.jobs, run.realm);
    return counts;
  }

  private async load<T>(
    run: ImportRun,
    options: RunOptions,
    mapper: RecordMapper<T>,
    loader: Loader<T>,
  ): Promise<Counts> {
    const first = await this.transaction.run((em) => isFirstCustomerImport(em, run.realm));
    const contextAt = (now: Date): BatchContext => ({
      importId: run.id,
      realm: run.realm,
      fileName: run.file_name,
      linkedSince: first ? null : now,
      erased: this.erased,
      now,
    });
    let counts = NO_COUNTS;
    const batches = readBatches(run.stored_as, mapper);
    // The next batch is read and mapped while the database works on this one.
    let coming = settled(batches.next());
    for (;;) {
      const next = await coming;
      if (!next.ok) throw next.error;
      if (next.value.done === true) return counts;
      const batch: Batch<T> = next.value.value;
      coming = settled(batches.next());
      counts = plus(counts, await this.loadInTransaction(batch, loader, contextAt));
      options.onProgress?.(counts, batch.bytesRead);
    }
  }

  /** A login that somebody else took at this moment makes a batch fail: read anew, it is a difference like others. */
  private async loadInTransaction<T>(
    batch: Batch<T>,
    loader: Loader<T>,
    contextAt: (now: Date) => BatchContext,
  ): Promise<Counts> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.transaction.run((em, now) =>
          loadBatch(em, this.audit, contextAt(now), loader, batch),
        );
      } catch (error) {
        if (attempt >= TRIES || !(error instanceof BatchMoved || isUniqueViolation(error))) throw error;
      }
    }
  }

  private async end(run: ImportRun, failure: string | null): Promise<void> {
    await forgetSeenIds(this.transaction, run.id);
    await this.transaction.run((em, now) => endRun(em, this.audit, systemAt(now), run.id, failure));
    // An upload holds a whole shop's customers: it is not left lying about.
    if (isUpload(this.settings, run.stored_as)) await rm(run.stored_as, { force: true });
  }
}

async function headerOf({ stored_as, mapping }: ImportRun): Promise<Header | null> {
  const cells = await readHeaderCells(stored_as);
  if (cells === null) return null;
  return mapping === null ? readHeader(cells) : readMappedHeader(cells, mapping);
}

type Settled<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/** A promise that never rejects unheard while something else is awaited. */
function settled<T>(promise: Promise<T>): Promise<Settled<T>> {
  return promise.then(
    (value) => ({ ok: true, value }),
    (error: unknown) => ({ ok: false, error }),
  );
}

function systemAt(now: Date): SystemContext {
  return { principal: { kind: 'system' }, address: null, now };
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION;
}
