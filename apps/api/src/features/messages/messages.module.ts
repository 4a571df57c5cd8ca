import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Settings } from '../../platform/config/settings.ts';
import { MessageEntity } from './message.entity.ts';
import { Messages } from './messages.ts';
import { PublicAddress } from './public-address.ts';

/** Global: most features tell customers what they did. */
@Module({})
export class MessagesModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: MessagesModule,
      global: true,
      imports: [TypeOrmModule.forFeature([MessageEntity])],
      providers: [Messages, { provide: PublicAddress, useValue: new PublicAddress(settings) }],
      exports: [Messages, PublicAddress],
    };
  }
}
