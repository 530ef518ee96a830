package dev.candlewick.functions.health;

/**
 * Something that is wrong and lasts.
 *
 * @param subject what it is about, with its path or address
 * @param cause in the words of the system that refused
 * @param effect what goes on and what does not
 * @param remedy what to do
 */
public record Condition(String subject, String cause, String effect, String remedy) {

    /** All of it in a line. */
    public String line() {
        return "%s: %s. %s; %s".formatted(subject, cause, effect, remedy);
    }
}
