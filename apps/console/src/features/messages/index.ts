export { InboxPage } from './InboxPage.tsx';
export { MessageList } from './MessageList.tsx';
