/**
 * The line format of recordings, which the frame journal and replay share: a receive time and a
 * frame, or what the recorder itself adds.
 */
package dev.candlewick.sources.recording;
