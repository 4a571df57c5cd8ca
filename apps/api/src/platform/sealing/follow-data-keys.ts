import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/data-source.ts';
import { DataKeys } from './data-keys.ts';

/** How often a process looks whether there are new data keys. A rotation waits for twice as long before it counts on it. */
export const FOLLOW_MS = 5_000;

/** Reads the data keys again and again, so that a rotation goes on beside the work. */
@Injectable()
export class FollowDataKeys implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('DataKeys');
  private timer: NodeJS.Timeout | undefined;
  private lacking = false;

  constructor(
    private readonly keys: DataKeys,
    private readonly source: DataSource,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), FOLLOW_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    try {
      const read = await this.keys.refresh(poolOf(this.source));
      if (!read && !this.lacking)
        this.log.error(
          'The master key was rotated, and this process was not given the new one: restart it with it.',
        );
      this.lacking = !read;
    } catch {
      // The database is away: whoever needs it says so.
    }
  }
}
