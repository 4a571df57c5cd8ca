export { AgentCreate, AgentEdit } from './AgentForms.tsx';
export { AgentList } from './AgentList.tsx';
export { SecurityPage } from './SecurityPage.tsx';
