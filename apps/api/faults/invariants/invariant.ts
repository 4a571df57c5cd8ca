/** Something that holds of the database: `broken` selects one column, a name for each row that breaks it. */
export type Invariant = { readonly name: string; readonly broken: string };
