import type { SayTextsQuery, SayTextView } from '@relink/contract';
import { type OwnSaying, sayings } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { runNamed } from '../../platform/database/named-statement.ts';

const OWN = { name: 'say_texts', text: 'select code, language, body from say_text' };

/** What agents may read out: the desk's defaults under the shop's own wording. */
@Injectable()
export class SayTexts {
  constructor(private readonly source: DataSource) {}

  /** In the order of the story, and of the languages. */
  async find({ filter = {}, sort }: SayTextsQuery): Promise<SayTextView[]> {
    const own = await runNamed<OwnSaying>(poolOf(this.source), OWN, []);
    const ids = filter.id === undefined ? null : [filter.id].flat();
    const found = sayings(own)
      .map((saying) => ({ id: `${saying.code}.${saying.language}`, ...saying }))
      .filter(
        ({ id, code, language, own: isOwn }) =>
          (ids === null || ids.includes(id)) &&
          (filter.code === undefined || code === filter.code) &&
          (filter.language === undefined || language === filter.language) &&
          (filter.own === undefined || isOwn === filter.own),
      );
    return sort?.[1] === 'DESC' ? found.reverse() : found;
  }
}
