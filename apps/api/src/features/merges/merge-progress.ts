import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { type NamedStatement, runNamed } from '../../platform/database/named-statement.ts';

/** Statement `statement` of `of` begins. */
export type Progress = { readonly statement: number; readonly of: number; readonly name: string };

/** What is over sooner is not worth telling. Milliseconds. */
const WORTH_TELLING_AFTER = 100;

type Telling = {
  next: Progress | null;
  worthwhile: boolean;
  over: Promise<void> | null;
  readonly timer: NodeJS.Timeout;
};

const TELL = {
  name: 'merge_progress_tell',
  text: `insert into merge_progress (id, statement, of, name, at) values ($1, $2, $3, $4, now())
         on conflict (id) do update set statement = excluded.statement, of = excluded.of, name = excluded.name,
           at = excluded.at`,
};
const CLEAR = { name: 'merge_progress_clear', text: 'delete from merge_progress where id = $1' };

/** How far a merge, or its undoing, is: told on another connection than the one that does the work, and seen at once. */
@Injectable()
export class MergeProgress {
  private readonly telling = new Map<string, Telling>();

  constructor(private readonly source: DataSource) {}

  /** Holds up nothing: of what is told while another is still being written, only the last is written. */
  tell(id: string, progress: Progress): Promise<void> {
    const telling = this.telling.get(id) ?? this.begin(id);
    telling.next = progress;
    this.writeOn(id, telling);
    return Promise.resolve();
  }

  /** It is not running any more. */
  async clear(id: string): Promise<void> {
    const telling = this.telling.get(id);
    this.telling.delete(id);
    clearTimeout(telling?.timer);
    await telling?.over;
    await this.write(CLEAR, [id]);
  }

  private begin(id: string): Telling {
    const timer = setTimeout(() => {
      telling.worthwhile = true;
      this.writeOn(id, telling);
    }, WORTH_TELLING_AFTER);
    const telling: Telling = { next: null, worthwhile: false, over: null, timer };
    this.telling.set(id, telling);
    return telling;
  }

  private writeOn(id: string, telling: Telling): void {
    if (telling.worthwhile && telling.over === null) telling.over = this.writeAll(id, telling);
  }

  private async writeAll(id: string, telling: Telling): Promise<void> {
    for (let next = telling.next; next !== null; next = telling.next) {
      telling.next = null;
      await this.write(TELL, [id, next.statement, next.of, next.name]);
    }
    telling.over = null;
  }

  /** What cannot be told, for want of a connection, is no reason to give up what is being done. */
  private async write(statement: NamedStatement, values: readonly unknown[]): Promise<void> {
    await runNamed(poolOf(this.source), statement, values).catch(() => undefined);
  }
}
