/** What redaction dropped without a trace in the records themselves, so that the result can say so. */
export interface LeftOut {
  /** Records of kinds that are not known. */
  records: number;
  /** Members that are not known, of records that left. */
  members: number;
}
