import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EntityManager } from 'typeorm';
import { LOCKS } from '../../platform/database/advisory-locks.ts';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { keepName } from '../../platform/files/keep-name.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { ErasedAccounts, type ErasedLine } from './erased-accounts.ts';
import { erasureLine, readErasureLines } from './erasure-lines.ts';

// One writer at a time, of all workers.
const LOCK = `select pg_advisory_xact_lock(${String(LOCKS.erasuresFile)})`;

/** Keeps the list of erasures in a file outside the database too (RELINK_ERASURES_FILE), which is only added to. */
@Injectable()
export class WriteErasures implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly erased: ErasedAccounts,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.worker.handle('write_erasures', () => this.run());
  }

  /**
   * Adds every erasure that is committed and not in the file, and returns once they are on the disk: whatever a crash kept
   * from being written is written by the next run. Throws where the file cannot be written.
   */
  async run(): Promise<void> {
    const { erasuresFile } = this.settings;
    if (erasuresFile !== undefined) await this.transaction.run((em) => this.addTo(em, erasuresFile));
  }

  private async addTo(em: EntityManager, path: string): Promise<void> {
    await runSql(em, LOCK);
    await append(path, await this.erased.list(em));
  }
}

async function append(path: string, list: readonly ErasedLine[]): Promise<void> {
  const file = await open(path, 'a+', 0o600);
  try {
    const text = await file.readFile('utf8');
    const known = new Set(readErasureLines(text).lines.map(({ accountId }) => accountId));
    const missing = list.filter(({ accountId }) => !known.has(accountId));
    // Behind a line that a crash cut off, a new one begins.
    const start = text === '' || text.endsWith('\n') ? '' : '\n';
    if (missing.length > 0) await file.appendFile(start + missing.map(erasureLine).join(''));
    await file.sync();
    if (text === '') await keepName(dirname(path));
  } finally {
    await file.close();
  }
}
