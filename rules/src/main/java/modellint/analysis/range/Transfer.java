package modellint.analysis.range;

/** What an operator makes of the ranges that it reads; the range of its first output. */
interface Transfer {

  Range of(Step step);
}
