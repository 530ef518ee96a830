package dev.candlewick.sources.hyperliquid.archive;

/**
 * Reads the lines of one file of the archive, in their order. Every line yields what it holds or,
 * where it breaks the rules, a dead letter with the line in it, never an exception.
 */
public interface LineDecoder {

    void decode(byte[] line, LineOutput out);

    /** All lines of the file were read; those of another, which follows it, come next. */
    void next(LineOrigin file, LineOutput out);

    /**
     * Reads a line of the next file, to see what its seam to this one holds.
     *
     * @return whether the seam of the two files needs more lines
     */
    boolean decodeNext(byte[] line, LineOutput out);

    /** The file is damaged from here on. */
    default void damaged() {
        // Most lines stand for themselves.
    }

    /** Yields what is held back, at the end of the file or where reading stops. */
    default void end(LineOutput out) {
        // Most lines stand for themselves.
    }

    /** Whether the first line of a file names the columns of the others. */
    default boolean hasHeader() {
        return false;
    }
}
