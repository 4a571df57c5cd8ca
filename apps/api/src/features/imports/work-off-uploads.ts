import { DEFAULT_REALM } from '@relink/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { CUT_OFF, endRun } from './import-progress.ts';
import { OneImportAtATime } from './one-import-at-a-time.ts';
import { ImportRunner } from './run-import.ts';
import { uploadsOf } from './uploads.ts';

const NEXT = `select id from import_run where realm = $1 and state in ('queued', 'running')
    and starts_with(stored_as, $2) order by created_at, id limit 1`;
const ABANDONED = `select id from import_run where realm = $1 and state = 'running' and not starts_with(stored_as, $2)`;

/**
 * Runs the uploads one after another. Whoever finds no other import running works off all that wait, also those that
 * a killed process left half done; the others have nothing to do. A job of each minute finds what a crash left.
 */
@Injectable()
export class WorkOffUploads implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly one: OneImportAtATime,
    private readonly runner: ImportRunner,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.worker.handle('run_import', (_, { last }) => this.run(last));
    this.worker.handle('resume_imports', (_, { last }) => this.run(last));
  }

  private async run(last: boolean): Promise<void> {
    const realm = DEFAULT_REALM;
    // Asked again after letting go: an upload that came in just then found the realm held.
    while ((await this.hasWork(realm)) && (await this.one.ifFree(realm, () => this.workOff(realm, last))));
  }

  private async hasWork(realm: string): Promise<boolean> {
    return ((await this.find(NEXT, realm)) ?? (await this.find(ABANDONED, realm))) !== undefined;
  }

  private async workOff(realm: string, last: boolean): Promise<void> {
    await this.failAbandoned(realm);
    for (;;) {
      const id = await this.find(NEXT, realm);
      if (id === undefined) return;
      await this.runner.runNow(id, { last });
    }
  }

  /** Nobody else runs an import now: one of the command that still says so was killed, and its file may be gone. */
  private async failAbandoned(realm: string): Promise<void> {
    for (;;) {
      const id = await this.find(ABANDONED, realm);
      if (id === undefined) return;
      await this.transaction.run((em, now) =>
        endRun(em, this.audit, { principal: { kind: 'system' }, address: null, now }, id, CUT_OFF),
      );
    }
  }

  private find(statement: string, realm: string): Promise<string | undefined> {
    return this.transaction.run(async (em) => {
      const [row] = await runSql<{ id: string }>(em, statement, [realm, uploadsOf(this.settings)]);
      return row?.id;
    });
  }
}
