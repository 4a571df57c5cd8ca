import type { MessagesQuery, MessageView } from '@relink/contract';
import { NUMBERS } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type FindOptionsWhere, In, type Repository } from 'typeorm';
import type { Page } from '../../platform/http/list.ts';
import { messageView } from './message-view.ts';
import { MessageEntity } from './message.entity.ts';

const NEWEST_FIRST: readonly [string, 'DESC'] = ['createdAt', 'DESC'];

/** Looks messages up, masked. The dead-letter list is those of state `failed`. */
@Injectable()
export class ListMessages {
  constructor(@InjectRepository(MessageEntity) private readonly messages: Repository<MessageEntity>) {}

  async one(id: string): Promise<MessageView | undefined> {
    const row = await this.messages.findOneBy({ id });
    return row ? messageView(row) : undefined;
  }

  /** A page of the list, and how many there are, as far as a list can be paged. */
  async page(query: MessagesQuery, page: Page): Promise<[MessageView[], number]> {
    const { id, ...exact } = query.filter ?? {};
    const where: FindOptionsWhere<MessageEntity> = {
      ...exact,
      ...(id !== undefined && { id: In(typeof id === 'string' ? [id] : id) }),
    };
    const [field, direction] = query.sort ?? NEWEST_FIRST;
    const rows = await this.messages.find({
      where,
      order: field === 'id' ? { id: direction } : { [field]: direction, id: direction },
      skip: page.offset,
      take: page.limit,
    });
    return [rows.map(messageView), await this.countUpTo(NUMBERS.search.deepestRow, where)];
  }

  /** Each change tells several contacts, so there are many messages: counted only as far as a list can be paged. */
  private async countUpTo(most: number, where: FindOptionsWhere<MessageEntity>): Promise<number> {
    const few = this.messages.createQueryBuilder('message').select('1').where(where).limit(most);
    const counted = await this.messages.manager
      .createQueryBuilder()
      .select('count(*)::int', 'total')
      .from(`(${few.getQuery()})`, 'few')
      .setParameters(few.getParameters())
      .getRawOne<{ total: number }>();
    return counted?.total ?? 0;
  }
}
