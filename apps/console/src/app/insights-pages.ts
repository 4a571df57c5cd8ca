// Of their own file, because the whole of a feature would come at once where its index.ts itself is loaded when used.
export { InsightsPage, SignList, SignShow } from '../features/insights/index.ts';
