package dev.candlewick.sources.journal;

/**
 * When what was written is forced to the disk. A process that is killed loses nothing by any of
 * these: the operating system has the frames before they are read. They matter when the machine
 * itself stops.
 */
public enum FsyncPolicy {
    /** When the operating system sees fit: half a minute of frames may be lost. */
    NEVER,
    /** At most a second of frames is lost; a sync takes as long as the disk takes. */
    EVERY_SECOND,
    /** Nothing is lost that was read; each batch of frames waits for the disk. */
    ALWAYS
}
