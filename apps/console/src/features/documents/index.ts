export { CaseDocuments } from './CaseDocuments.tsx';
export { DocumentList } from './DocumentList.tsx';
export { DocumentShow } from './DocumentShow.tsx';
