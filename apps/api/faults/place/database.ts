import { randomUUID } from 'node:crypto';
import { type RunningPostgres, startPostgres } from '@relink/embedded-postgres';
import { migrate } from '../../src/platform/database/migrate.ts';

const TEMPLATE = 'relink_faults_template';

/** A PostgreSQL of the run's own, that can be stopped and brought back on the same port with the same data. */
export class Database {
  private constructor(
    private running: RunningPostgres,
    private readonly folder: string,
    readonly masterKey: Buffer,
  ) {}

  static async start(folder: string, masterKey: Buffer): Promise<Database> {
    const running = await startPostgres({ dataDir: folder, databaseName: 'relink' });
    const database = new Database(running, folder, masterKey);
    await migrate(await running.createDatabase(TEMPLATE), masterKey);
    return database;
  }

  /** The owner's URL of a new, migrated, empty database. */
  fresh(): Promise<string> {
    return this.running.createDatabase(`faults_${randomUUID().replaceAll('-', '')}`, TEMPLATE);
  }

  /** Where the cluster lies: not always the folder it was asked for. */
  get dataDir(): string {
    return this.running.dataDir;
  }

  /** Fast shutdown: sessions end, everything is written out. */
  stop(): Promise<void> {
    return this.running.stop();
  }

  /** Brings it back after {@link stop}, and returns once it takes connections. */
  async comeBack(): Promise<void> {
    const { port } = this.running;
    this.running = await startPostgres({ dataDir: this.folder, databaseName: 'relink', port });
  }
}
