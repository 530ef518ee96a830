/**
 * Care of the lake: many small files become few large ones, and what no reader can need any more is
 * removed. It runs in a process of its own, beside jobs and readers.
 *
 * <p>The rows of a table's day are first written into a file that the views leave out; a new list
 * of hidden files then reveals it and hides the files that it replaces, in one step. A query goes
 * by the lists and files that were there when it was planned, so between the steps there is a pause
 * that is longer than planning takes. The replaced files stay until no query and no checkpoint can
 * ask for them. Whenever the process dies, the newest list is right, and the next run tidies up.
 */
package dev.candlewick.sinks.compaction;
