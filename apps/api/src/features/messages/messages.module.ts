import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Settings } from '../../platform/config/settings.ts';
import { chooseMailTransport, chooseSmsTransport } from './choose-transports.ts';
import { DeliverMessage } from './deliver-message.ts';
import { DevelopmentInboxController } from './development-inbox.controller.ts';
import { DevelopmentInbox, developmentInboxInUse } from './development-inbox.ts';
import { ListMessages } from './list-messages.ts';
import { MessageJobs } from './message-jobs.ts';
import { MessageEntity } from './message.entity.ts';
import { MessagesController } from './messages.controller.ts';
import { Messages } from './messages.ts';
import { PublicAddress } from './public-address.ts';
import { ReceiptsController } from './receipts.controller.ts';
import { ResumeMessages } from './resume-messages.ts';
import { TakeReceipt } from './take-receipt.ts';
import { MailTransport, SmsTransport } from './transports.ts';

/** Global: most features tell customers what they did. */
@Module({})
export class MessagesModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: MessagesModule,
      global: true,
      imports: [TypeOrmModule.forFeature([MessageEntity])],
      controllers: [
        MessagesController,
        ReceiptsController,
        ...(developmentInboxInUse(settings) ? [DevelopmentInboxController] : []),
      ],
      providers: [
        Messages,
        { provide: PublicAddress, useValue: new PublicAddress(settings) },
        DevelopmentInbox,
        {
          provide: MailTransport,
          useFactory: (inbox: DevelopmentInbox) => chooseMailTransport(settings, inbox),
          inject: [DevelopmentInbox],
        },
        {
          provide: SmsTransport,
          useFactory: (inbox: DevelopmentInbox, address: PublicAddress) =>
            chooseSmsTransport(settings, inbox, address),
          inject: [DevelopmentInbox, PublicAddress],
        },
        DeliverMessage,
        ResumeMessages,
        MessageJobs,
        ListMessages,
        TakeReceipt,
      ],
      exports: [Messages, PublicAddress],
    };
  }
}
