export { AgentHours } from './AgentHours.tsx';
export { HomePage } from './HomePage.tsx';
export { InsightsPage } from './InsightsPage.tsx';
export { SignList } from './SignList.tsx';
export { SignShow } from './SignShow.tsx';
