import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import type { ReactNode } from 'react';

type Props = {
  label: string;
  columns: readonly string[];
  /** Each begins with what its numbers are of. */
  rows: readonly (readonly ReactNode[])[];
};

/** Numbers under their columns, each row headed by what they are of. A wide one is scrolled by itself, by keyboard too. */
export function NumbersTable({ label, columns, rows }: Props) {
  return (
    <TableContainer tabIndex={columns.length > 3 ? 0 : undefined} role="group" aria-label={label}>
      <Table
        size="small"
        aria-label={label}
        sx={{ fontVariantNumeric: 'tabular-nums', '& th, & td': { px: 1, overflowWrap: 'break-word' } }}
      >
        <TableHead>
          <TableRow>
            {columns.map((column, index) => (
              <TableCell key={column} align={index === 0 ? 'left' : 'right'}>
                {column}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(([head, ...numbers], row) => (
            // The rows of one table are as many as their heads, and never change places.
            <TableRow key={row}>
              <TableCell component="th" scope="row">
                {head}
              </TableCell>
              {numbers.map((number, index) => (
                <TableCell key={columns[index + 1]} align="right">
                  {number}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
