/** How good what is collected is: bars by coverage, gaps, refused input and drift, day by day. */
package dev.candlewick.functions.measurement;
