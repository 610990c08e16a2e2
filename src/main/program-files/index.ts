export { examineProgram, type ProgramFindings, packagedFolder } from './examine-program';
export { ARCHIVE, listShipped, PROGRAM_LIST, SEALED_LIST } from './shipped-list';
