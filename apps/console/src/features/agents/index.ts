export { AgentCreate, AgentEdit } from './AgentForms.tsx';
export { AgentList } from './AgentList.tsx';
export { AgentShow } from './AgentShow.tsx';
export { SecurityPage } from './SecurityPage.tsx';
