import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Worker } from '../../platform/jobs/worker.ts';
import { DeliverMessage } from './deliver-message.ts';
import { ResumeMessages } from './resume-messages.ts';

/** Tells the worker what to do about messages. */
@Injectable()
export class MessageJobs implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly deliver: DeliverMessage,
    private readonly resume: ResumeMessages,
  ) {}

  onModuleInit(): void {
    this.worker.handle('send_message', ({ messageId }) => this.deliver.run(messageId));
    this.worker.handle('resume_messages', async () => {
      await this.resume.run();
    });
  }
}
