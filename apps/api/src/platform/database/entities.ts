/** Every TypeORM entity; each is written in its feature. */
export const ENTITIES = [];
