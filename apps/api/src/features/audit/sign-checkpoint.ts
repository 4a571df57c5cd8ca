import { noteText, parseCheckpoint, parseNote, verifyConsistency } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { runNamed } from '../../platform/database/named-statement.ts';
import { LogKey } from './log-key.ts';
import { consistencyPathAt, rootAt, sha256, TreeIncomplete } from './log-tree.ts';
import { readSize } from './sequence-events.ts';
import type { Witness } from './witness.ts';

/** What the log was at some time: a tree of so many leaves with this root. */
type Head = { readonly size: number; readonly root: Uint8Array };
type Kept = { readonly size: string; readonly at: Date; readonly root: Buffer; readonly note: string };

// A round comes each second: what of the time is left is the round's, to sign in.
const WAITS = 11 / 12;
const AT_LEAST_EACH = 1000;

const LAST = {
  name: 'audit_checkpoint_last',
  text: 'select size::text, at, root, note from audit_checkpoint c order by c.size desc limit 1',
};
const KEEP = {
  name: 'audit_checkpoint_keep',
  text: 'insert into audit_checkpoint (size, at, root, note) values ($1, $2, $3, $4)',
};

/** The log is not the one that was signed before. The message is told to a person. */
export class LogBroken extends Error {
  override readonly name = 'LogBroken';
}

/** Signs checkpoints, each of which must begin with all that was signed before it. */
@Injectable()
export class SignCheckpoint {
  /** The last one that this process signed: a database cannot take that back. */
  private signed: Head | undefined;

  private readonly atLeastEveryMs: number;

  constructor(
    private readonly key: LogKey,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.atLeastEveryMs = settings.auditCheckpointSeconds * 1000 * WAITS;
  }

  /**
   * Signs a checkpoint where one is due. Who calls holds the sequencer's lock. Throws {@link LogBroken} instead of signing
   * what does not follow from what was signed before.
   * @param settled what is dated before this is in the log; written into the note, so that nobody can add to the past
   */
  async ifDue(em: EntityManager, now: Date, witness: Witness | null, settled: Date | null): Promise<boolean> {
    const [last] = await runNamed<Kept>(em, LAST, []);
    const size = await readSize(em);
    const [lastSize, lastAt] = [Number(last?.size ?? 0), last?.at.getTime() ?? 0];
    if (size === lastSize) return false;
    const due = size - lastSize >= AT_LEAST_EACH || now.getTime() - lastAt >= this.atLeastEveryMs;
    if (size > lastSize && !due) return false;
    const root = await this.check(em, size, witness, last);
    const { name: origin } = await this.key.ensure();
    const extensions = settled === null ? [] : [`settled ${settled.toISOString()}`];
    const note = await this.key.sign(noteText({ origin, size, root, extensions }));
    await runNamed(em, KEEP, [size, now, Buffer.from(root), note]);
    this.signed = { size, root };
    return true;
  }

  /** Throws {@link LogBroken} where the log does not begin with what was signed before. */
  async checkAgain(em: EntityManager, witness: Witness | null): Promise<void> {
    const [last] = await runNamed<Kept>(em, LAST, []);
    await this.check(em, await readSize(em), witness, last);
  }

  /** The root of the log as it is. */
  private async check(
    em: EntityManager,
    size: number,
    witness: Witness | null,
    last?: Kept,
  ): Promise<Uint8Array> {
    try {
      if (last) await this.checkFollows(em, size, await this.headOf(last));
      if (this.signed) await this.checkFollows(em, size, this.signed);
      for (const head of await this.witnessed(witness)) await this.checkFollows(em, size, head);
      return await rootAt(em, size);
    } catch (fault) {
      if (fault instanceof TreeIncomplete) throw new LogBroken(fault.message);
      throw fault;
    }
  }

  private async checkFollows(
    em: EntityManager,
    to: number,
    { size: from, root: fromRoot }: Head,
  ): Promise<void> {
    if (from > to)
      throw new LogBroken(
        `A checkpoint of ${from} leaves was signed, and the database has only ${to} of them.`,
      );
    const [toRoot, path] = [await rootAt(em, to), await consistencyPathAt(em, from, to)];
    if (!verifyConsistency(sha256, { from, fromRoot, to, toRoot, path }))
      throw new LogBroken(
        `The log does not continue the checkpoint of ${from} leaves that was signed before.`,
      );
  }

  private async headOf({ size, root, note }: Kept): Promise<Head> {
    const head = headIn(note);
    const same = head?.size === Number(size) && root.equals(head.root) && (await this.key.isOwn(note));
    if (!same) throw new LogBroken(`The checkpoint of ${size} leaves is not as it was signed.`);
    return head;
  }

  /** The largest that the witness has of this log. */
  private async witnessed(witness: Witness | null): Promise<Head[]> {
    const notes = (await witness?.newest()) ?? [];
    let largest: Head | undefined;
    for (const note of notes) {
      const head = headIn(note);
      if (head && head.size >= (largest?.size ?? 0) && (await this.key.isOwn(note))) largest = head;
    }
    if (notes.length > 0 && !largest)
      throw new LogBroken('The witness holds the checkpoints of another log.');
    return largest ? [largest] : [];
  }
}

function headIn(note: string): Head | null {
  const parsed = parseNote(note);
  return parsed && parseCheckpoint(parsed.text);
}
