import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { type NamedStatement, runNamed } from '../../platform/database/named-statement.ts';

/** Statement `statement` of `of` begins. */
export type Progress = { readonly statement: number; readonly of: number; readonly name: string };

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
  constructor(private readonly source: DataSource) {}

  tell(id: string, { statement, of, name }: Progress): Promise<void> {
    return this.write(TELL, [id, statement, of, name]);
  }

  /** It is not running any more. */
  clear(id: string): Promise<void> {
    return this.write(CLEAR, [id]);
  }

  /** What cannot be told, for want of a connection, is no reason to give up what is being done. */
  private async write(statement: NamedStatement, values: readonly unknown[]): Promise<void> {
    await runNamed(poolOf(this.source), statement, values).catch(() => undefined);
  }
}
