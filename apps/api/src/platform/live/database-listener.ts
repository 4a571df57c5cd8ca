import { Client, type Notification, type PoolConfig } from 'pg';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** What is heard, and that something may not have been. */
export type Heard = {
  readonly notified: (channel: string, payload: string) => void;
  readonly missed: () => void;
};

/** One connection to the database that only listens, and comes back by itself after it was lost. */
export class DatabaseListener {
  private client: Client | undefined;
  private again: NodeJS.Timeout | undefined;
  private pauseMs = FIRST_PAUSE_MS;
  private state: 'new' | 'started' | 'stopped' = 'new';

  /** `connection` is asked each time, so that a connection which comes back uses what is right by then. */
  constructor(
    private readonly connection: () => PoolConfig,
    private readonly channels: readonly string[],
    private readonly heard: Heard,
  ) {}

  /** Begins to listen; again is harmless. */
  start(): void {
    if (this.state !== 'new') return;
    this.state = 'started';
    void this.connect();
  }

  async stop(): Promise<void> {
    this.state = 'stopped';
    clearTimeout(this.again);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new Client({ ...this.connection(), keepAlive: true, application_name: 'relink live' });
    this.client = client;
    let lost = false;
    const lose = (): void => {
      if (lost) return;
      lost = true;
      this.comeBack();
      client.end().catch(() => undefined);
    };
    client.on('error', lose);
    client.on('end', lose);
    client.on('notification', ({ channel, payload = '' }: Notification) => {
      this.heard.notified(channel, payload);
    });
    try {
      await client.connect();
      for (const channel of this.channels) await client.query(`listen ${client.escapeIdentifier(channel)}`);
      this.pauseMs = FIRST_PAUSE_MS;
      // Also before the first time something may have happened since the page that made it start was drawn.
      this.heard.missed();
    } catch {
      lose();
    }
  }

  private comeBack(): void {
    if (this.isStopped) return;
    this.again = setTimeout(() => void this.connect(), this.pauseMs);
    this.again.unref();
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }

  private get isStopped(): boolean {
    return this.state === 'stopped';
  }
}
