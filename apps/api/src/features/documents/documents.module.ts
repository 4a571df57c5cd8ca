import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { AgentsModule } from '../agents/index.ts';
import { CasesModule } from '../cases/index.ts';
import { VerificationModule } from '../verification/index.ts';
import { AskDocument } from './ask-document.ts';
import { DeleteDocuments } from './delete-documents.ts';
import { DocumentReaders } from './document-reader.ts';
import { DocumentViews } from './document-views.ts';
import { DocumentsController } from './documents.controller.ts';
import { FindAsked } from './find-asked.ts';
import { JudgeDocument } from './judge-document.ts';
import { LookAtPicture } from './look-at-picture.ts';
import { PortalDocumentsController } from './portal-documents.controller.ts';
import { RedrawPicture } from './redraw-picture.ts';
import { SendInDocument } from './send-in-document.ts';
import { UploadThrottle } from './upload-throttle.ts';

/** Identity documents as evidence: asked for in a case, sent in on the portal, decided by two people, deleted. */
@Module({
  imports: [AccountsModule, AgentsModule, CasesModule, VerificationModule],
  controllers: [DocumentsController, PortalDocumentsController],
  providers: [
    AskDocument,
    DeleteDocuments,
    DocumentReaders,
    DocumentViews,
    FindAsked,
    JudgeDocument,
    LookAtPicture,
    RedrawPicture,
    SendInDocument,
    UploadThrottle,
  ],
})
export class DocumentsModule {}
