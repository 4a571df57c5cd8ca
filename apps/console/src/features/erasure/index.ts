export { ErasurePanel } from './ErasurePanel.tsx';
export { ErasurePlan } from './ErasurePlan.tsx';
