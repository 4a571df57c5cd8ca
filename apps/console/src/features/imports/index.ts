export { ImportList } from './ImportList.tsx';
export { ImportShow } from './ImportShow.tsx';
export { MappingCreate } from './MappingCreate.tsx';
export { MappingEdit } from './MappingEdit.tsx';
export { MappingList } from './MappingList.tsx';
