import type { MessagesQuery, MessageView } from '@relink/contract';
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

  /** A page of the list, and how many there are in all. */
  async page(query: MessagesQuery, page: Page): Promise<[MessageView[], number]> {
    const { id, ...exact } = query.filter ?? {};
    const where: FindOptionsWhere<MessageEntity> = {
      ...exact,
      ...(id !== undefined && { id: In(typeof id === 'string' ? [id] : id) }),
    };
    const [field, direction] = query.sort ?? NEWEST_FIRST;
    const [rows, total] = await this.messages.findAndCount({
      where,
      order: field === 'id' ? { id: direction } : { [field]: direction, id: direction },
      skip: page.offset,
      take: page.limit,
    });
    return [rows.map(messageView), total];
  }
}
