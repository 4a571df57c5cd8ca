export { developmentInboxInUse } from './development-inbox.ts';
export type { MessageEntity } from './message.entity.ts';
export { Messages, type NewMessage } from './messages.ts';
export { MessagesModule } from './messages.module.ts';
export { PublicAddress } from './public-address.ts';
export { SIGNATURE_HEADER, signatureOf } from '../../platform/http/signed-body.ts';
