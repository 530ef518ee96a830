/**
 * The frame journal: what a reader receives is written to a local folder before it is read, so that
 * a process that is killed can read it again.
 *
 * <pre>
 * data/journal/
 *   20260903T120000123Z/           a lane: what one attempt of one reader has received, in order
 *     lock                         held while that reader lives
 *     0000000000000000.jsonl       a segment, named by where in the lane it begins
 *     0000000016777301.jsonl
 *     restoring                    while its reader may still need earlier lanes
 *     checkpointed                 how far the last completed checkpoint has come, by symbol
 *     tapes                        where to keep its segments as tapes, if anywhere
 * </pre>
 *
 * <p>A segment is a tape ({@link dev.candlewick.sources.recording.RecordedLine}) whose first line
 * says which exchange and which symbols it belongs to. A line without an end is what a killed
 * process left behind, and is not read.
 */
package dev.candlewick.sources.journal;
