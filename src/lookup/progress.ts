/** How a request or a matter stands, as anybody with its code may know: no name, no number, nothing typed by a person. */
export interface Progress {
  /** Its number, `FC-20260602-00012`. */
  code: string;
  /** In the reader's words. */
  state: string;
  received: string;
  promised: string;
  /** Empty while it is open. */
  finished: string;
  unit: string;
  late: boolean;
  /** What was asked for and has not come. */
  missing: string[];
  /** Where the person was referred to; empty where not. */
  referred: string;
  /** The sum behind the date; empty where a date was simply promised. */
  sum: { text: string; value: string }[];
}
