/** All that reads and writes .xlsx: nobody else knows the zip, its XML, or the libraries for them. */
export { openPackage, type Package } from './parts.js';
export { withXlsx } from './read-xlsx.js';
export { type Cell, cellText, type Sheet, writeXlsx } from './write-xlsx.js';
